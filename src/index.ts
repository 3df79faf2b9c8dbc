/** The library: sketch photos from a program. */
export {
  type BatchEvent,
  type BatchHooks,
  type BatchSummary,
  batch,
  type LibraryBatchOptions,
} from './batch/batch.ts';
export { ClipassoError, type ErrorCode } from './errors.ts';
export { DEFAULT_OPTIONS, type InitKind, type SketchOptions } from './options.ts';
export type { OutputFormat } from './output/formats.ts';
export { saveSketch } from './output/save.ts';
export type { PhotoSource } from './photo/read.ts';
export type * from './result.ts';
export { createSketcher, type Sketcher, sketch } from './sketch.ts';
export { drawPng } from './strokes/draw.ts';
export type { Strokes } from './strokes/stroke.ts';
export type { DrawingStyle } from './strokes/style.ts';
export { writeSvg } from './strokes/svg.ts';
export { readSvg } from './strokes/svg-reader.ts';
