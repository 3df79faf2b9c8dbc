/** Which photo gets which name in the output folder. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { BatchInput } from './inputs.ts';

/** Names at the top of the output folder that the batch itself uses, without extension. */
const RESERVED = ['index', 'contact', 'manifest'];
/** Most disks take 255 bytes; what is added to a stem is shorter than the rest. */
const MAX_STEM_BYTES = 220;

/**
 * Output path without extension of every photo, relative to the output folder, none of them alike, capitals or not. A photo alone with its stem
 * keeps it (`a.jpg` gives `a`); photos that share one keep their extension too (`a.jpg.svg`, `a.png.svg`); what is still alike, or too
 * long, gets a number made from its path.
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

/** Each first choice, unless several photos have it or it is reserved: then the second. */
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

/** The longest beginning that fits, cut between characters. */
function shorten(text: string): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > MAX_STEM_BYTES - 9) break;
    kept += character;
  }
  return kept;
}

/** What disks that ignore capitals and accents' spelling take for equal. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
