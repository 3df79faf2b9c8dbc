/** The features of all drawings that were judged, kept in the repository so that the critic can be trained without photos. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '../../../src/output/write.ts';
import type { Drawing } from '../drawings.ts';
import { shortHash } from '../judgements.ts';
import type { Features } from './features.ts';
import { readMeasured } from './measure.ts';

const TABLE = fileURLToPath(new URL('../features.jsonl', import.meta.url));
const DIGITS = 4;

interface Row {
  readonly photo: string;
  readonly drawing: string;
  readonly version: string;
  /** Values in the order of the first line's names; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface Measured {
  readonly photo: string;
  readonly version: string;
  readonly features: Features;
}

/** Writes the features of `drawings` that were measured. @returns how many they are */
export async function writeTable(drawings: readonly Drawing[]): Promise<number> {
  const sorted = [...drawings].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const found = sorted.flatMap(({ photo, hash, strokes, version: name }) => {
    const version = `${strokes}-${name}`;
    const features = readMeasured(photo)[hash];
    return features ? [{ photo, hash, version, features }] : [];
  });
  const names = [...new Set(found.flatMap(({ features }) => Object.keys(features)))];
  const rows = found.map(({ photo, hash, version, features }): Row => {
    const values = names.map((name) => {
      const value = features[name];
      return value === undefined ? null : Number(value.toPrecision(DIGITS));
    });
    return { photo, drawing: shortHash(hash), version, values };
  });
  await writeFileAtomic(TABLE, [{ names }, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''));
  return rows.length;
}

/** Features by the drawings' short hashes. */
export function readTable(): Map<string, Measured> {
  if (!existsSync(TABLE)) return new Map();
  const [head, ...rows] = readFileSync(TABLE, 'utf8').trim().split('\n');
  const { names } = JSON.parse(head!) as { names: readonly string[] };
  return new Map(
    rows.map((line) => {
      const { photo, drawing, version, values } = JSON.parse(line) as Row;
      const entries = names.flatMap((name, k) => (values[k] === null ? [] : [[name, values[k]!] as const]));
      return [drawing, { photo, version, features: Object.fromEntries(entries) }];
    }),
  );
}
