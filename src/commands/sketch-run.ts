/** The plan of a `clipasso sketch` run, checked before anything is loaded or drawn. */
import { extname } from 'node:path';
import { ClipassoError, invalidOption } from '../errors.ts';
import { resolveSketchOptions, type StrokeCount } from '../options.ts';
import { showsOrder } from '../output/formats.ts';
import type { OverwritePolicy } from '../output/guard.ts';
import type { SaveOptions } from '../output/save.ts';
import { sourcePath } from '../photo/source.ts';
import type { Sketch } from '../result.ts';
import { checkBelonging } from './belonging.ts';
import { configOf, type OutputOptions, saveOptionsFrom } from './output-options.ts';
import { formatsOf, type Outputs, prepareOutputs } from './outputs.ts';
import { type MaskWriter, prepareMaskFile } from './save-mask.ts';
import { type SketchFlags, sketchOptionsOf } from './sketch-options.ts';
import { loadSourceSketch } from './source-sketch.ts';
import { checkStrokeCounts } from './stroke-counts.ts';
import type { TeacherFlags } from './teacher-options.ts';
import { expandTemplate, placeholdersOf } from './templates.ts';

export interface Flags extends SketchFlags, OutputOptions, OverwritePolicy, TeacherFlags {
  readonly out?: readonly string[];
  readonly nested?: boolean;
  readonly from?: string;
  readonly keep?: boolean;
  readonly order?: boolean;
  readonly take?: number;
  readonly record?: number;
  readonly saveMask?: string;
  readonly preview?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly config?: string;
}

/** One drawing of the run. */
export interface Level {
  /** Undefined for the default number. */
  readonly strokes: StrokeCount | undefined;
  readonly outputs: readonly string[];
}

export interface SketchRun {
  readonly levels: readonly Level[];
  /** Files that show all levels side by side; none for a single level. */
  readonly ladder: readonly string[];
  readonly style: SaveOptions;
  readonly from: Sketch | null;
  readonly order: boolean;
  readonly outputs: Outputs;
  /** Where the subject's mask is written; null if it is not. */
  readonly writeMask: MaskWriter | null;
}

const DEFAULT_OUTPUTS = ['out/{name}.svg', 'out/{name}.png'];

/**
 * @param given whether the option was given on the command line rather than in a config file
 * @throws ClipassoError 'usage', 'input', 'output' or 'engine'
 */
export async function planRun(
  photo: string,
  flags: Flags,
  given: (name: string) => boolean = () => false,
): Promise<SketchRun> {
  const templates = flags.out ?? DEFAULT_OUTPUTS;
  const { strokes: counts = [], record } = flags;
  checkFlags(photo, templates, flags);
  const options = resolveSketchOptions(sketchOptionsOf(flags));
  const values = placeholdersOf(sourcePath(photo) ?? '-');
  const named = (strokes: string | number, suffix: boolean) =>
    templates.map((template) => {
      const path = expandTemplate(template, { ...values, strokes: `${strokes}`, seed: `${options.seed}` });
      return suffix && !/\{strokes\}/.test(template) ? withSuffix(path, strokes) : path;
    });
  const style = await saveOptionsFrom(flags, values.name);
  checkBelonging(flags, formatsOf(templates), given);
  const sorted = [...counts].sort((a, b) => Number(a) - Number(b));
  const several = sorted.length > 1;
  const levels = several
    ? sorted.map((strokes) => ({ strokes, outputs: named(strokes, true) }))
    : [{ strokes: counts[0], outputs: named(counts[0] ?? options.strokes, false) }];
  const ladder = several ? named('ladder', true) : [];
  const paths = [...levels.flatMap((level) => level.outputs), ...ladder];
  const inputs = inputsOf(photo, flags);
  const outputs = await prepareOutputs(paths, inputs, flags, {
    ...style,
    animate: style.animate || record !== undefined,
  });
  return {
    levels,
    ladder,
    style,
    outputs,
    writeMask: await prepareMaskFile(flags.saveMask, paths, inputs, flags),
    from: flags.from ? (await loadSourceSketch(flags.from, flags.quiet)).sketch : null,
    order:
      flags.order ??
      (record === undefined && formatsOf(templates).some((format) => showsOrder(format, style))),
  };
}

function checkFlags(photo: string, outputs: readonly string[], flags: Flags): void {
  const refuse = (message: string) => {
    throw new ClipassoError('usage', message);
  };
  checkStrokeCounts(flags.strokes, sketchOptionsOf(flags));
  const { strokes: counts = [], record } = flags;
  if (flags.keep && !flags.from) refuse('Name the sketch whose strokes to --keep with --from');
  if (photo === '-' && flags.from === '-')
    refuse('Standard input holds the photo or the sketch to go on from, not both; name a file for one');
  if (flags.nested && counts.length < 2)
    refuse('Give --nested several numbers of strokes, such as -n 4,8,16');
  if (counts.length > 1 && outputs.includes('-'))
    refuse('Several drawings do not fit on standard output; name files with --out');
  if (flags.json && outputs.includes('-'))
    refuse('--json and the drawing do not both fit on standard output; name a file with --out');
  if (record !== undefined && !(Number.isInteger(record) && record >= 1))
    throw invalidOption('record', 'an integer from 1', record);
}

/** Everything that is read and must not be overwritten. */
function inputsOf(photo: string, flags: Flags): readonly string[] {
  const { mask, from } = flags;
  const isFile = mask !== undefined && mask !== 'auto' && mask !== 'none';
  const named = [photo, ...(isFile ? [mask] : []), ...(from === undefined ? [] : [from])];
  return [...named.map(sourcePath).filter((path) => path !== null), ...configOf(flags)];
}

/** `out/horse.svg` and 8 give `out/horse-8.svg`. */
function withSuffix(path: string, suffix: string | number): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}-${suffix}${extension}`;
}
