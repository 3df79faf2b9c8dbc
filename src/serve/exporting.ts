/** Drawings as files, byte for byte as the command line writes them. */
import { checkEncodable } from '../output/formats.ts';
import { DEFAULT_TIMING } from '../output/frames.ts';
import { DEFAULT_PAGE, type PlotterPage } from '../output/plotter/page.ts';
import { encodeSketch, type SaveOptions } from '../output/save.ts';
import type { SketchResult } from '../result.ts';
import type { ExportFormat } from './protocol.ts';
import type { ExportOrder } from './requests.ts';
import { currentSketch, type DrawingState, isEdited, type Making } from './state.ts';

/** What a file needs besides the strokes. */
export type MetadataOf = (result: Omit<SketchResult, 'sketch' | 'timings' | 'seeds' | 'features'>) => object;

const TYPES: Readonly<Record<ExportFormat, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  json: 'application/json',
  hpgl: 'application/octet-stream',
  gcode: 'text/plain; charset=utf-8',
  dxf: 'application/octet-stream',
};

export interface ExportedFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/**
 * @param title the photo's name without extension
 * @throws ClipassoError 'usage' for an invalid colour, size or page
 */
export async function exportDrawing(
  drawing: DrawingState,
  order: ExportOrder,
  title: string,
  metadataOf: MetadataOf,
): Promise<ExportedFile> {
  const { format } = order;
  const save = saveOptionsOf(order, title);
  await checkEncodable([format], save);
  const sketch = order.sketch ?? currentSketch(drawing);
  const metadata = describe(drawing, order, metadataOf, title);
  const bytes = await encodeSketch(sketch, format, save, metadata);
  return { bytes, type: TYPES[format], name: `${title}.${format}` };
}

/** Whether the strokes differ from those that the program drew. */
export function isChanged(drawing: DrawingState, { sketch }: Pick<ExportOrder, 'sketch'>): boolean {
  return sketch !== undefined || isEdited(drawing);
}

export function saveOptionsOf({ style = {}, plotter }: ExportOrder, title: string): SaveOptions {
  const { color, paper, size, animate, seconds = DEFAULT_TIMING.seconds } = style;
  const page: PlotterPage | undefined = plotter && {
    paper: plotter.paper,
    margin: plotter.margin ?? DEFAULT_PAGE.margin,
    align: plotter.align,
    penWidth: plotter.penWidth,
  };
  return {
    ...{ color, paper, size, animate, title },
    timing: { seconds, hold: DEFAULT_TIMING.hold },
    plotter: page,
    machine: page,
  };
}

/** The file's metadata, with the mask's path as the command line would name it. */
function describe(
  drawing: DrawingState,
  order: ExportOrder,
  metadataOf: MetadataOf,
  title: string,
): object | undefined {
  const { making } = drawing;
  if (!making) return undefined;
  const { mask } = making.options;
  const named = mask === 'auto' || mask === 'none' ? mask : maskFileName(title);
  const made: Making = { ...making, options: { ...making.options, mask: named } };
  return { ...metadataOf(made), ...(isChanged(drawing, order) && { edited: true }) };
}

/** Path of the photo's mask for the command line. */
export function maskFileName(title: string): string {
  return `${title}-mask.png`;
}

/** Path of the kept strokes for the command line. */
export function pinnedFileName(title: string): string {
  return `${title}-pinned.json`;
}
