/** The session's data for a page: options, formats and limits. */
import { DEFAULT_OPTIONS } from '../options.ts';
import { PRESETS, type PresetName } from '../presets.ts';
import { VERSION } from '../versions.ts';
import type { Artist } from './artist.ts';
import type { EngineOptions } from './command-line.ts';
import { EXPORT_FORMATS, type SessionInfo } from './protocol.ts';

export const LIMITS: SessionInfo['limits'] = {
  uploadBytes: 64e6,
  totalBytes: 512e6,
  photos: 2000,
  queue: 100,
  strokes: [1, 64],
};

/**
 * @param id of this run of the server
 * @param folder its name and where its drawings are saved, for display; null without a folder
 */
export function sessionInfo(
  id: string,
  engine: EngineOptions,
  { ready, warnings }: Pick<Artist, 'ready' | 'warnings'>,
  folder: { readonly name: string; readonly shown: string } | null,
): SessionInfo {
  const { strokes, width, seed, seeds, iterations } = DEFAULT_OPTIONS;
  const teacher = engine.teacher ?? DEFAULT_OPTIONS.teacher;
  return {
    id,
    version: VERSION,
    folder: folder?.name ?? null,
    output: folder?.shown ?? null,
    engine: { ready, warnings },
    defaults: { strokes, width, seed, seeds, iterations },
    presets: (Object.keys(PRESETS) as PresetName[]).map((name) => ({
      name,
      available: (PRESETS[name].teacher ?? teacher) === teacher,
    })),
    formats: EXPORT_FORMATS,
    papers: ['a4', 'a3', 'a5', 'letter', 'a2', 'a6', 'legal', 'tabloid', 'a1', 'a0'],
    limits: LIMITS,
  };
}
