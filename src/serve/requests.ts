/** Parses and checks request bodies, which may hold anything. Values of options are checked by `resolveSketchOptions`. */
import { PRESETS, type PresetName } from '../presets.ts';
import type { Sketch } from '../result.ts';
import { Refusal } from './problems.ts';
import {
  type DrawOptions,
  type DrawRequest,
  EXPORT_FORMATS,
  type ExportRequest,
  type ExportStyle,
  type MaskPick,
  type PlotterData,
} from './protocol.ts';
import { fromSketchData } from './sketch-data.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A DrawRequest with its strokes parsed. */
export type DrawOrder = Omit<DrawRequest, 'pinned'> & { readonly pinned?: Sketch };
/** An ExportRequest with its strokes parsed. */
export type ExportOrder = Omit<ExportRequest, 'sketch'> & { readonly sketch?: Sketch };

/** A DrawingEdit with its strokes parsed. */
export interface EditOrder {
  readonly sketch?: Sketch | null;
  readonly pins?: readonly number[];
}

/** Most strokes that a page may send. */
const MAX_STROKES = 4096;

const DRAW_OPTIONS = [
  'preset',
  'strokes',
  'width',
  'seed',
  'seeds',
  'iterations',
  'exact',
  'init',
  'target',
  'contours',
  'focus',
  'views',
] as const satisfies readonly (keyof DrawOptions)[];

/** @throws Refusal 'usage' */
export function readDrawRequest(fields: Fields): DrawOrder {
  const { pinned, levels } = fields;
  return {
    photo: text(fields, 'photo'),
    options: readDrawOptions(fields.options ?? {}),
    ...optional('mask', fields.mask, () => text(fields, 'mask')),
    ...optional('from', fields.from, () => text(fields, 'from')),
    ...optional('pinned', pinned, () => fromSketchData(pinned)),
    ...optional('levels', levels, () => flag(fields, 'levels')),
    ...optional('save', fields.save, () => flag(fields, 'save')),
  };
}

function readDrawOptions(value: unknown): DrawOptions {
  const given = objectOf(value, 'options');
  const unknown = Object.keys(given).find((name) => !DRAW_OPTIONS.some((known) => known === name));
  if (unknown !== undefined)
    throw new Refusal('usage', `There is no option ${unknown}; there are ${DRAW_OPTIONS.join(', ')}`);
  const { preset } = given;
  if (preset !== undefined && !isPreset(preset))
    throw new Refusal('usage', `There is no preset ${String(preset)}`);
  return given as DrawOptions;
}

function isPreset(value: unknown): value is PresetName {
  return typeof value === 'string' && Object.hasOwn(PRESETS, value);
}

/** @throws Refusal 'usage' */
export function readEdit({ sketch, pins }: Fields): EditOrder {
  if (sketch === undefined && pins === undefined) throw new Refusal('usage', 'Give a sketch, pins, or both');
  return {
    ...optional('sketch', sketch, () => (sketch === null ? null : fromSketchData(sketch))),
    ...optional('pins', pins, () => readPins(pins)),
  };
}

function readPins(value: unknown): readonly number[] {
  const isIndex = (each: unknown): each is number => Number.isInteger(each) && (each as number) >= 0;
  if (Array.isArray(value) && value.length <= MAX_STROKES && value.every(isIndex)) return value;
  throw new Refusal('usage', 'pins must be a list of indices of strokes');
}

/** @throws Refusal 'usage' */
export function readExportRequest(fields: Fields): ExportOrder {
  const format = EXPORT_FORMATS.find((known) => known === fields.format);
  if (!format) throw new Refusal('usage', `The format must be one of ${EXPORT_FORMATS.join(', ')}`);
  return {
    drawing: text(fields, 'drawing'),
    format,
    style: readStyle(objectOf(fields.style ?? {}, 'style')),
    ...optional('sketch', fields.sketch, () => fromSketchData(fields.sketch)),
    ...optional('plotter', fields.plotter, () => readPlotter(objectOf(fields.plotter, 'plotter'))),
  };
}

function readStyle(fields: Fields): ExportStyle {
  return {
    ...optional('color', fields.color, () => text(fields, 'color')),
    ...optional('paper', fields.paper, () => text(fields, 'paper')),
    ...optional('size', fields.size, () => number(fields, 'size')),
    ...optional('animate', fields.animate, () => flag(fields, 'animate')),
    ...optional('seconds', fields.seconds, () => number(fields, 'seconds')),
  };
}

function readPlotter(fields: Fields): PlotterData {
  return {
    paper: text(fields, 'paper'),
    ...optional('margin', fields.margin, () => number(fields, 'margin')),
    ...optional('align', fields.align, () => text(fields, 'align')),
    ...optional('penWidth', fields.penWidth, () => number(fields, 'penWidth')),
  };
}

/** @throws Refusal 'usage' */
export function readMaskPick(fields: Fields): MaskPick {
  const { mode, at } = fields;
  if (mode !== 'add' && mode !== 'drop') throw new Refusal('usage', "The mode must be 'add' or 'drop'");
  if (fields.thing !== undefined) return { mode, thing: number(fields, 'thing') };
  const inside = (v: unknown) => typeof v === 'number' && v >= 0 && v <= 1;
  if (!Array.isArray(at) || at.length !== 2 || !at.every(inside))
    throw new Refusal('usage', 'Name a thing by its number, or a place by two fractions of the photo');
  return { mode, at: [at[0], at[1]] };
}

/** @throws Refusal 'usage' */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '' && value.length <= 1000) return value;
  throw new Refusal('usage', `${name} must be a text`);
}

/** @throws Refusal 'usage' */
export function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value === 'boolean') return value;
  throw new Refusal('usage', `${name} must be true or false`);
}

function number(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Refusal('usage', `${name} must be a number`);
}

function objectOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Refusal('usage', `${name} must be an object`);
}

function optional<K extends string, T>(name: K, value: unknown, read: () => T): { [P in K]?: T } {
  return (value === undefined ? {} : { [name]: read() }) as { [P in K]?: T };
}
