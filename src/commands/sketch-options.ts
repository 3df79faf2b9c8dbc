/** The options that say how a photo is sketched, shared by every command that sketches. */
import type { Command } from 'commander';
import { invalidOption } from '../errors.ts';
import { DEFAULT_OPTIONS, type SketchOptions } from '../options.ts';
import { PRESETS } from '../presets.ts';
import { parseNumber } from './output-options.ts';

/** What commander hands over; absent means not given. */
export interface SketchFlags extends Partial<SketchOptions> {
  readonly preset?: string;
}

/** Values are checked by `resolveSketchOptions`, so that the library and the command line complain alike. */
export function addSketchOptions(command: Command): Command {
  const d = DEFAULT_OPTIONS;
  return command
    .optionsGroup('Drawing:')
    .option('-n, --strokes <count>', `number of strokes (default: ${d.strokes})`, parseNumber)
    .option(
      '--width <pixels>',
      `stroke width; a square drawing is 224 wide (default: ${d.width})`,
      parseNumber,
    )
    .option(
      '--mask <auto|none|file>',
      `what to draw: the subject, all, or what is white in a file (default: ${d.mask})`,
    )
    .optionsGroup('Optimisation:')
    .option('--preset <name>', `options that belong together: ${Object.keys(PRESETS).join(', ')}`)
    .option(
      '--iterations <count>',
      `gradient steps; 0 draws the start (default: ${d.iterations})`,
      parseNumber,
    )
    .option('--seeds <count>', `seeds that compete (default: ${d.seeds})`, parseNumber)
    .option(
      '--seed <integer>',
      `first seed; the same seed gives the same file (default: ${d.seed})`,
      parseNumber,
    )
    .option('--init <contour|saliency>', `where strokes start (default: ${d.init})`)
    .option('--teacher <dinov2-small|clip>', `the network that judges (default: ${d.teacher})`)
    .option('--semantic <model>', "compare this CLIP model's embedding too (teacher clip)")
    .option('--learning-rate <pixels>', `Adam's first step (default: ${d.learningRate})`, parseNumber)
    .option('--decay <part>', `part of that step left at the end (default: ${d.decay})`, parseNumber)
    .option('--no-tournament', 'let every seed run to the end')
    .option('--contours <weight>', `how firmly strokes keep to edges (default: ${d.contours})`, parseNumber)
    .option('--views <count>', `views per step, the plain one included (default: ${d.views})`, parseNumber)
    .optionsGroup('Computing:')
    .option('--engine <name>', `auto, onnx, tfjs-gpu, tfjs-node or wasm (default: ${d.engine})`)
    .option('--threads <count>', 'threads, 0 for all cores (default: 0)', parseNumber);
}

/** The part of a command's flags that the library takes, on top of the preset. @throws ClipassoError 'usage' */
export function sketchOptionsOf({ preset, ...flags }: SketchFlags): Partial<SketchOptions> {
  const names = Object.keys(DEFAULT_OPTIONS) as (keyof SketchOptions)[];
  const given = names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]);
  return { ...(preset !== undefined && presetOf(preset)), ...Object.fromEntries(given) };
}

function presetOf(name: string): Partial<SketchOptions> {
  const found = Object.entries(PRESETS).find(([known]) => known === name);
  if (!found) throw invalidOption('preset', `one of ${Object.keys(PRESETS).join(', ')}`, name);
  return found[1];
}
