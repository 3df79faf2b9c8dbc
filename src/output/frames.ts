/** Movies of a drawing as GIF, WebP or MP4. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { sharp } from '../sharp.ts';
import { drawSketch } from '../strokes/draw.ts';
import { partialStrokes } from '../strokes/partial.ts';
import type { Sketch, Strokes } from '../strokes/stroke.ts';
import { type DrawingStyle, pixelSize } from '../strokes/style.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { GENERATOR } from './marks.ts';
import { outputError } from './write.ts';

export type MovieFormat = 'gif' | 'webp' | 'mp4';

/** Seconds. */
export interface Timing {
  /** From the first frame to the finished drawing. */
  readonly seconds: number;
  /** Pause with the finished drawing before the movie repeats. */
  readonly hold: number;
}

export const DEFAULT_TIMING: Timing = { seconds: 4, hold: 1.5 };
/** Default longer side of a movie, in pixels. */
const DEFAULT_MOVIE_SIZE = 448;
const FRAMES_PER_SECOND = 20;
/** Most bytes of all frames, which are in memory at once. */
const MAX_BYTES = 2 ** 28;

/** The stages of drawing the sketch with a pen, from blank paper to the finished drawing, one per frame. */
export function drawingStates({ strokes }: Sketch, timing: Timing): Strokes[] {
  const count = Math.max(2, Math.round(timing.seconds * FRAMES_PER_SECOND));
  return Array.from({ length: count }, (_, i) => partialStrokes(strokes, i / (count - 1)));
}

/**
 * A movie of `states`, or of as many of them as fit into memory, that pauses at the last. GIF and WebP loop for ever.
 * @throws ClipassoError 'usage' if the frames are too large, 'engine' if ffmpeg is missing or fails (MP4).
 */
export async function encodeMovie(
  sketch: Sketch,
  states: readonly Strokes[],
  format: MovieFormat,
  style: DrawingStyle,
  timing: Timing,
): Promise<Buffer> {
  const { width, height } = movieSize(sketch, style);
  const size = Math.max(width, height);
  const shown = thinOut(states, Math.floor(MAX_BYTES / (width * height * 4)));
  const movieStyle = { ...style, size, ...(format === 'mp4' && { paper: opaquePaper(style) }) };
  const frames = shown.map((strokes) => drawSketch({ ...sketch, strokes }, movieStyle).data());
  const frame = Math.round((1000 * timing.seconds) / shown.length);
  if (format === 'mp4') return encodeMp4(frames, width, height, frame, timing.hold);
  const delay = frames.map((_, i) =>
    i === frames.length - 1 ? frame + Math.round(1000 * timing.hold) : frame,
  );
  const movie = sharp(Buffer.concat(frames), {
    raw: { width, height: height * frames.length, channels: 4, pageHeight: height },
  });
  return format === 'gif'
    ? movie.gif({ delay, loop: 0, effort: 7, dither: 0 }).toBuffer()
    : movie.webp({ delay, loop: 0, quality: 85 }).toBuffer();
}

/** Pixels of a frame. */
export function movieSize(sketch: Sketch, { size }: DrawingStyle): { width: number; height: number } {
  return pixelSize(sketch, size ?? DEFAULT_MOVIE_SIZE);
}

/** At most `most` of the states, evenly spread, the first and last among them. @throws ClipassoError 'usage' for less than 2 */
export function thinOut(states: readonly Strokes[], most: number): readonly Strokes[] {
  if (states.length <= most) return states;
  if (most < 2)
    throw new ClipassoError('usage', 'A movie of that size does not fit into memory; lower --size');
  return Array.from({ length: most }, (_, i) => states[Math.round((i * (states.length - 1)) / (most - 1))]);
}

/** MP4 has no transparency. */
function opaquePaper(style: DrawingStyle): string | undefined {
  return style.paper === 'transparent' ? 'white' : style.paper;
}

/** ffmpeg cannot write MP4 into a pipe, because the index comes last: it writes a temporary file. */
async function encodeMp4(
  frames: readonly Uint8Array[],
  width: number,
  height: number,
  frame: number,
  hold: number,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'clipasso-')).catch((cause) => {
    throw outputError(`a temporary file into ${tmpdir()}`, cause);
  });
  const file = join(folder, 'movie.mp4');
  const still = Math.round((1000 * hold) / frame);
  const filters = `tpad=stop_mode=clone:stop=${still},pad=ceil(iw/2)*2:ceil(ih/2)*2,format=yuv420p`;
  const input = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgba',
    '-s',
    `${width}x${height}`,
    '-r',
    `${1000 / frame}`,
    '-i',
    '-',
  ];
  try {
    const output = ['-vf', filters, '-movflags', '+faststart', '-metadata', `comment=${GENERATOR}`, file];
    await runFfmpeg(['-v', 'error', ...input, ...output], frames);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
