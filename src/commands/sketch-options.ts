/** The options that say how a photo is sketched, shared by every command that sketches. */

import type { Command } from 'commander';
import { invalidOption } from '../errors.ts';
import { DEFAULT_OPTIONS, type SketchOptions, type StrokeCount } from '../options.ts';
import { PRESETS } from '../presets.ts';
import { NO_CACHE } from './cache.ts';
import { ENGINE_FLAG, ENGINES } from './engine-option.ts';
import { numberOption } from './number-option.ts';
import { strokesOption } from './stroke-counts.ts';

/** Options as parsed by commander; undefined if not given. */
export interface SketchFlags extends Omit<Partial<SketchOptions>, 'strokes'> {
  readonly strokes?: readonly StrokeCount[];
  readonly preset?: string;
}

/** Values are checked by `resolveSketchOptions`, so that the library and the command line report the same errors. */
export function addSketchOptions(command: Command): Command {
  const d = DEFAULT_OPTIONS;
  return command
    .optionsGroup('Drawing:')
    .addOption(strokesOption())
    .addOption(
      numberOption(
        '--target <part>',
        `what part of all that contours tell auto must reach (default: ${d.target})`,
      ),
    )
    .option('--exact', 'draw all strokes, also those that have no line of their own')
    .addOption(
      numberOption(
        '--width <pixels>',
        `width of the outline's strokes; a square drawing is 224 wide (default: ${d.width})`,
      ),
    )
    .option(
      '--mask <auto|none|file>',
      `what to draw: the subject, all, or what is white in a file (default: ${d.mask})`,
    )
    .option('--mask-fit', 'stretch a mask file of another shape over the photo')
    .option(
      '--features <auto|none>',
      `whether faces, eyes and noses are looked for and drawn (default: ${d.features})`,
    )
    .option(
      '--subject <things>',
      'what to draw: a word, the number that look gives it, a point x,y, a box x,y,w,h (pixels or %), all, or several joined by commas',
    )
    .option('--exclude <things>', 'what to leave out, in the same terms')
    .option('--scene', 'draw what is behind the subject too; done in any case where nothing stands out')
    .addOption(
      numberOption(
        '--background <share>',
        `its part of a scene's strokes, 0 to 1 (default: ${d.background})`,
      ),
    )
    .optionsGroup('Optimisation:')
    .option('--preset <name>', `options that belong together: ${Object.keys(PRESETS).join(', ')}`)
    .addOption(
      numberOption('--iterations <count>', `gradient steps; 0 draws the start (default: ${d.iterations})`),
    )
    .addOption(numberOption('--seeds <count>', `seeds that compete (default: ${d.seeds})`))
    .addOption(
      numberOption('--seed <integer>', `first seed; the same seed gives the same file (default: ${d.seed})`),
    )
    .option('--init <contour|saliency>', `where strokes start (default: ${d.init})`)
    .option('--teacher <dinov2-small|clip>', `the network that judges (default: ${d.teacher})`)
    .option('--semantic <model>', "compare this CLIP model's embedding too (teacher clip)")
    .addOption(numberOption('--learning-rate <pixels>', `Adam's first step (default: ${d.learningRate})`))
    .addOption(numberOption('--decay <part>', `part of that step left at the end (default: ${d.decay})`))
    .option('--no-tournament', 'let every seed run to the end')
    .addOption(
      numberOption('--contours <weight>', `how firmly strokes keep to edges (default: ${d.contours})`),
    )
    .addOption(
      numberOption('--focus <weight>', `how much more faces and the like count (default: ${d.focus})`),
    )
    .addOption(
      numberOption('--views <count>', `views per step, the plain one included (default: ${d.views})`),
    )
    .optionsGroup('Computing:')
    .option(ENGINE_FLAG, `${ENGINES} (default: ${d.engine})`)
    .addOption(numberOption('--threads <count>', 'threads, 0 for all cores (default: 0)'))
    .option(...NO_CACHE);
}

/**
 * The library's options among a command's flags, applied on top of the preset; without --strokes, which may differ between drawings.
 * @throws ClipassoError 'usage'
 */
export function sketchOptionsOf({ preset, strokes: _, ...flags }: SketchFlags): Partial<SketchOptions> {
  const names = Object.keys(DEFAULT_OPTIONS) as (keyof typeof flags)[];
  const given = names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]);
  return { ...(preset !== undefined && presetOf(preset)), ...Object.fromEntries(given) };
}

function presetOf(name: string): Partial<SketchOptions> {
  const found = Object.entries(PRESETS).find(([known]) => known === name);
  if (!found) throw invalidOption('preset', `one of ${Object.keys(PRESETS).join(', ')}`, name);
  return found[1];
}
