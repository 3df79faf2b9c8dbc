/** What `clipasso sketch` is asked to do, checked before anything is loaded or drawn. */
import { basename, extname, join } from 'node:path';
import { ClipassoError, invalidOption } from '../errors.ts';
import type { StrokeCount } from '../options.ts';
import { formatOf, showsOrder } from '../output/formats.ts';
import type { SaveOptions } from '../output/save.ts';
import type { Sketch } from '../result.ts';
import { checkOutputs, type OutputOptions, saveOptionsFrom } from './output-options.ts';
import { type SketchFlags, sketchOptionsOf } from './sketch-options.ts';
import { checkStrokeCounts } from './stroke-counts.ts';
import type { TeacherFlags } from './teacher-options.ts';

export interface Flags extends SketchFlags, OutputOptions, TeacherFlags {
  readonly out?: readonly string[];
  readonly nested?: boolean;
  readonly from?: string;
  readonly keep?: boolean;
  readonly order?: boolean;
  readonly record?: number;
  readonly preview?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** One drawing of the run. */
export interface Level {
  /** Undefined for the default number. */
  readonly strokes: StrokeCount | undefined;
  readonly outputs: readonly string[];
}

export interface SketchRun {
  readonly levels: readonly Level[];
  /** Pictures of all levels side by side; none for a single level. */
  readonly ladder: readonly string[];
  readonly style: SaveOptions;
  readonly from: Sketch | null;
  readonly order: boolean;
}

/** @throws ClipassoError 'usage', 'input' or 'output' */
export async function planRun(photo: string, flags: Flags): Promise<SketchRun> {
  const stem = basename(photo, extname(photo));
  const outputs = flags.out ?? [join('out', `${stem}.svg`), join('out', `${stem}.png`)];
  checkStrokeCounts(flags.strokes, sketchOptionsOf(flags));
  const { strokes: counts = [], record } = flags;
  if (flags.keep && !flags.from)
    throw new ClipassoError('usage', 'Name the sketch whose strokes to --keep with --from');
  if (flags.nested && counts.length < 2) {
    throw new ClipassoError('usage', 'Give --nested several numbers of strokes, such as -n 4,8,16');
  }
  if (counts.length > 1 && outputs.includes('-')) {
    throw new ClipassoError('usage', 'Several drawings do not fit on standard output; name files with --out');
  }
  if (record !== undefined && !(Number.isInteger(record) && record >= 1)) {
    throw invalidOption('record', 'an integer from 1', record);
  }
  const style = await saveOptionsFrom(flags, stem);
  const sorted = [...counts].sort((a, b) => Number(a) - Number(b));
  const levels =
    sorted.length > 1
      ? sorted.map((strokes) => ({ strokes, outputs: outputs.map((path) => withSuffix(path, strokes)) }))
      : [{ strokes: counts[0], outputs }];
  const ladder = sorted.length > 1 ? outputs.map((path) => withSuffix(path, 'ladder')) : [];
  await checkOutputs([...levels.flatMap((level) => level.outputs), ...ladder]);
  return {
    levels,
    ladder,
    style,
    from: flags.from ? await readStart(flags.from) : null,
    order:
      flags.order ??
      (record === undefined &&
        outputs.some((path) => showsOrder(path === '-' ? 'svg' : formatOf(path), style))),
  };
}

async function readStart(path: string): Promise<Sketch> {
  const { loadSketch } = await import('../output/load.ts');
  return (await loadSketch(path)).sketch;
}

/** `out/horse.svg` and 8 give `out/horse-8.svg`. */
function withSuffix(path: string, suffix: string | number): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}-${suffix}${extension}`;
}
