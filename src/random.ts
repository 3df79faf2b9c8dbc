/**
 * The one source of randomness: xoroshiro128+ (pure-rand), seeded, passed as a value and never global.
 * Two generators made from the same seed and the same labels give the same numbers on every machine.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
  /** Standard normal, by Box and Muller's transform. */
  normal(): number;
  /** An independent generator for one purpose; drawing from it does not advance this one. */
  fork(label: string | number): Random;
}

/** A generator for `seed`, a safe integer. */
export function createRandom(seed: number): Random {
  return fromKey(String(seed));
}

function fromKey(key: string): Random {
  const generator = xoroshiro128plus(hash(key));
  const next = () => (generator.next() >>> 0) / 2 ** 32;
  return {
    next,
    uniform: (low, high) => low + (high - low) * next(),
    integer: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (label) => fromKey(`${key}/${label}`),
  };
}

/** 32-bit FNV-1a of a string. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
