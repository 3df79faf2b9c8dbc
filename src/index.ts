/**
 * The library: sketch photos from a program.
 * @packageDocumentation
 */
export {
  type BatchEvent,
  type BatchHooks,
  type BatchOptions,
  type BatchSummary,
  type BatchTask,
  batch,
  type LibraryBatchOptions,
} from './batch/batch.ts';
export type { BatchInput } from './batch/inputs.ts';
export type { ManifestEntry } from './batch/manifest.ts';
export type { EngineName, ProviderName } from './compute/engine-name.ts';
export { ClipassoError, type ErrorCode } from './errors.ts';
export { createSketcher, look, type SketcherSettings, sketch } from './library.ts';
export type { ModelSettings, PullHooks } from './models/settings.ts';
export { DEFAULT_OPTIONS, type InitKind, type SketchOptions, type StrokeCount } from './options.ts';
export { OUTPUT_FORMATS, type OutputFormat } from './output/formats.ts';
export type { Timing } from './output/frames.ts';
export { loadSketch } from './output/load.ts';
export type { GcodeOptions } from './output/plotter/gcode.ts';
export type { PlotterPage } from './output/plotter/page.ts';
export { encodeSketch, type SaveOptions, saveSketch } from './output/save.ts';
export type { PhotoSource, RawPixels } from './photo/source.ts';
export { PRESETS, type PresetName } from './presets.ts';
export type * from './result.ts';
export { readResultJson, writeResultJson } from './result-json.ts';
export { readStrokesJson, writeStrokesJson } from './strokes/json.ts';
export type { Strokes } from './strokes/stroke.ts';
export type { DrawingStyle } from './strokes/style.ts';
export { writeSvg } from './strokes/svg.ts';
export { readSvg, type SketchFile } from './strokes/svg-reader.ts';
export type { TeacherId } from './teachers/teacher-id.ts';
export type { Length, SubjectChoice, SubjectPick } from './things/choice.ts';
