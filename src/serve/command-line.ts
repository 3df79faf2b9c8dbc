/** The command line that writes the same file as a drawing's export, byte for byte. */
import { DEFAULT_OPTIONS, type SketchOptions } from '../options.ts';
import { showsOrder } from '../output/formats.ts';
import type { Sketch } from '../result.ts';
import { shellWord } from '../shell-word.ts';
import { POINT_STRIDE } from '../strokes/stroke.ts';
import { isChanged, maskFileName, pinnedFileName } from './exporting.ts';
import { type CommandLine, type DrawOptions, ROUTES } from './protocol.ts';
import type { ExportOrder } from './requests.ts';
import { type DrawingState, isEdited } from './state.ts';

/** Options that the server was started with. */
export type EngineOptions = Partial<Pick<SketchOptions, 'engine' | 'threads' | 'teacher'>>;

export interface CommandInput {
  readonly drawing: DrawingState;
  readonly order: ExportOrder;
  /** Path of the photo for a shell. */
  readonly photo: string;
  /** The photo's name without extension. */
  readonly title: string;
  readonly engine: EngineOptions;
  /** Id of the mask in `ROUTES.mask`, if the drawing was made with one. */
  readonly maskId: string | null;
}

export function commandLine(
  { drawing, order, photo, title, engine, maskId }: CommandInput,
  platform?: NodeJS.Platform,
): CommandLine {
  const { options, mask, pinned, making, kind } = drawing;
  const needs: CommandLine['needs'][number][] = [];
  const words: string[] = ['clipasso', 'sketch', shellWord(photo, platform)];
  const add = (flag: string, value: string | number) => words.push(flag, shellWord(String(value), platform));
  addOptions(options, add, () => words.push('--exact'));
  if (maskId !== null) {
    add('--mask', maskFileName(title));
    needs.push({ name: maskFileName(title), kind: 'mask', href: `${ROUTES.mask(maskId)}?download=1` });
  } else if (mask !== 'auto') add('--mask', mask);
  if (pinned) {
    add('--from', pinnedFileName(title));
    words.push('--keep');
    needs.push({ name: pinnedFileName(title), kind: 'strokes', href: ROUTES.pinned(drawing.id) });
  }
  if (kind === 'variant') add('--take', drawing.seed);
  for (const name of ['engine', 'threads', 'teacher'] as const)
    if (engine[name] !== undefined && engine[name] !== DEFAULT_OPTIONS[name]) add(`--${name}`, engine[name]);
  addStyle(order, add, () => words.push('--animate'));
  if (showsOrder(order.format, { animate: order.style?.animate })) words.push('--no-order');
  add('-o', `${title}.${order.format}`);
  const note = reasonAgainst(drawing, order);
  const missing = needs.map(({ name }) => name).join(' and ');
  return {
    command: words.join(' '),
    exact: note === null && making !== null,
    note: note ?? (needs.length > 0 ? `Save ${missing} beside the photo first` : null),
    needs,
  };
}

/** Why the command would write another file. */
function reasonAgainst(drawing: DrawingState, order: ExportOrder): string | null {
  if (isChanged(drawing, order)) return CHANGES[changeOf(drawing, order)];
  if (drawing.aborted) return 'This drawing was stopped early; the command draws it to the end';
  if (drawing.making === null) return 'How this drawing was made is not known';
  return null;
}

/** What was edited, and what the command draws instead. */
const CHANGES = {
  part: 'These are some strokes of a larger drawing; the command draws all of it',
  width: 'The lines were drawn with another width; draw again, and the command makes this file',
  strokes: 'Strokes were changed by hand; the command draws them as they were before',
} as const;

function changeOf(drawing: DrawingState, { sketch }: ExportOrder): keyof typeof CHANGES {
  if (!sketch || isEdited(drawing)) return 'strokes';
  const own = strokePoints(drawing.sketch);
  const taken = strokePoints(sketch);
  if (!taken.every((stroke) => own.includes(stroke))) return 'strokes';
  return taken.length < own.length ? 'part' : 'width';
}

/** Each stroke's points as text, rounded to hundredths. */
function strokePoints({ strokes: { points } }: Sketch): readonly string[] {
  return Array.from({ length: points.length / POINT_STRIDE }, (_, index) =>
    Array.from(points.subarray(POINT_STRIDE * index, POINT_STRIDE * (index + 1)), (value) =>
      value.toFixed(2),
    ).join(),
  );
}

type Add = (flag: string, value: string | number) => void;

function addOptions(options: DrawOptions, add: Add, addExact: () => void): void {
  const { preset, strokes, exact } = options;
  if (preset !== undefined && preset !== 'standard') add('--preset', preset);
  if (strokes !== undefined) add('-n', strokes);
  for (const name of [
    'target',
    'width',
    'iterations',
    'seeds',
    'seed',
    'init',
    'contours',
    'focus',
    'views',
  ] as const) {
    const value = options[name];
    // the default of the option, unless a preset sets it
    if (value !== undefined && (preset !== undefined || value !== DEFAULT_OPTIONS[name]))
      add(`--${name}`, value);
  }
  if (exact) addExact();
}

function addStyle({ style = {}, plotter, format }: ExportOrder, add: Add, addAnimate: () => void): void {
  for (const name of ['color', 'paper', 'size'] as const)
    if (style[name] !== undefined) add(`--${name}`, style[name]);
  const moves = style.animate && (format === 'svg' || format === 'webp');
  if (moves) addAnimate();
  if (style.seconds !== undefined && (moves || format === 'gif')) add('--seconds', style.seconds);
  if (!plotter) return;
  add('--plotter', plotter.paper);
  if (plotter.margin !== undefined) add('--margin', plotter.margin);
  if (plotter.align !== undefined) add('--align', plotter.align);
  if (plotter.penWidth !== undefined) add('--pen-width', plotter.penWidth);
}
