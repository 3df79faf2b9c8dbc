/** Assigns each photo its name in the output folder. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { BatchInput } from './inputs.ts';

/** Names at the top of the output folder that the batch itself uses, without extension. */
const RESERVED = ['index', 'contact', 'manifest'];
/** Longest stem in bytes: most file systems allow names of 255 bytes, and the rest is for suffixes. */
const MAX_STEM_BYTES = 220;

/**
 * Output path without extension of every photo, relative to the output folder, unique even if case is ignored. A photo with a unique stem
 * keeps it (`a.jpg` gives `a`); photos that share a stem keep their extension (`a.jpg.svg`, `a.png.svg`); those that still collide, or are
 * too long, get a hash of their path.
 */
export function assignStems(inputs: readonly BatchInput[]): string[] {
  const short = inputs.map(({ place }) => place.slice(0, place.length - posix.extname(place).length));
  const long = inputs.map(({ place }) => place);
  const stems = distinct(short, long, RESERVED);
  const taken = new Set<string>();
  return stems.map((stem, i) => {
    const fits = Buffer.byteLength(posix.basename(stem)) <= MAX_STEM_BYTES;
    const result = fits && !taken.has(fold(stem)) ? stem : withNumber(stem, inputs[i].path);
    taken.add(fold(result));
    return result;
  });
}

/** The first choice of each photo, or the second if the first is reserved or shared. */
function distinct(
  first: readonly string[],
  second: readonly string[],
  reserved: readonly string[],
): string[] {
  const count = new Map<string, number>(reserved.map((name) => [name, 1]));
  for (const name of first) count.set(fold(name), (count.get(fold(name)) ?? 0) + 1);
  return first.map((name, i) => (count.get(fold(name)) === 1 ? name : second[i]));
}

function withNumber(stem: string, path: string): string {
  const base = posix.basename(stem);
  const number = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return posix.join(posix.dirname(stem), `${shorten(base)}-${number}`);
}

/** The longest prefix that fits, cut between characters. */
function shorten(text: string): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > MAX_STEM_BYTES - 9) break;
    kept += character;
  }
  return kept;
}

/** Normal form that is equal for names which a file system without case or Unicode normalisation would confuse. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
