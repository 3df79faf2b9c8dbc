/**
 * Traced programs from earlier runs, so that neither tfjs nor its tracing is needed again. What is read is what would be
 * traced: results are the same to the byte. Where nothing can be read or written, programs are traced.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { programId } from '../inputs.ts';
import type { Program } from '../program.ts';
import type { ConstantPool } from '../trace/constant.ts';
import type { EncodedGraph } from '../trace/onnx-model.ts';
import type { WeightConstants } from '../trace/weights.ts';
import { makeConstant, type Recipe, recipeOf } from './constants.ts';
import { readEntry, writeEntry } from './file.ts';
import { cacheFolder, graphFolder, pruneCache } from './folder.ts';
import { graphVersion } from './version.ts';

export interface GraphCache {
  /** @param weights the constants of the program's weight sets, of `pool` */
  read(program: Program, weights: readonly WeightConstants[], pool: ConstantPool): EncodedGraph | null;
  write(program: Program, graph: EncodedGraph): void;
}

export const GRAPH_CACHE = {
  /** Bytes of all files together: some 50 shapes of photos. */
  mostBytes: 256 * 2 ** 20,
  /** Bytes that one process writes before it looks again how many there are. */
  pruneEvery: 32 * 2 ** 20,
};

/** What a file begins with, as JSON after its length in 4 bytes; then come the graph's body and the values of constants. */
interface Header {
  readonly body: number;
  readonly inputs: EncodedGraph['inputs'];
  readonly outputs: EncodedGraph['outputs'];
  readonly large: readonly (readonly [name: string, recipe: Recipe])[];
}

/** The cache in the user's folder, or in another; null where there is none, or code cannot say which version it is. */
export function openGraphCache(
  folder: string | null = cacheFolder(),
  params: typeof GRAPH_CACHE = GRAPH_CACHE,
): GraphCache | null {
  const version = graphVersion();
  if (version === null || folder === null) return null;
  const pathOf = (program: Program): string | null => {
    const prints = program.weights.map(({ fingerprint }) => fingerprint);
    if (prints.includes(undefined)) return null;
    const key = createHash('sha256').update(JSON.stringify([programId(program), prints]));
    return join(graphFolder(folder, version), `${key.digest('hex').slice(0, 32)}.graph`);
  };
  /** A disk that cannot be written to is not tried again. */
  let writable = true;
  /** Since it was last looked how much there is; at first nobody knows. */
  let unpruned = Number.POSITIVE_INFINITY;
  return {
    read(program, weights, pool) {
      const path = pathOf(program);
      const content = path === null ? null : readEntry(path);
      return content && decode(content, weights, pool);
    },
    write(program, graph) {
      const path = writable ? pathOf(program) : null;
      if (path === null) return;
      const content = encode(program, graph);
      writable = writeEntry(path, content);
      unpruned += content.length;
      if (!writable || unpruned < params.pruneEvery) return;
      pruneCache(folder, params.mostBytes);
      unpruned = 0;
    },
  };
}

function encode(program: Program, { body, inputs, outputs, large }: EncodedGraph): Uint8Array {
  const recipes = [...large].map(([name, constant]) => [name, recipeOf(constant, program.weights)] as const);
  const header: Header = { body: body.length, inputs, outputs, large: recipes };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const values = recipes.flatMap(([name, recipe]) => {
    if (!('bytes' in recipe)) return [];
    const { buffer, byteOffset, byteLength } = large.get(name)!.values();
    return [new Uint8Array(buffer, byteOffset, byteLength)];
  });
  return Buffer.concat([length, json, body, ...values]);
}

/** Null for a file that does not say what this version writes. */
function decode(
  content: Buffer,
  weights: readonly WeightConstants[],
  pool: ConstantPool,
): EncodedGraph | null {
  try {
    let at = 4 + content.readUInt32LE(0);
    const header = JSON.parse(content.toString('utf8', 4, at)) as Header;
    const take = (bytes: number) => {
      at += bytes;
      return content.subarray(at - bytes, at);
    };
    const body = take(header.body);
    const large = header.large.map(([name, recipe]) => {
      const bytes = take('bytes' in recipe ? recipe.bytes : 0);
      return [name, makeConstant(recipe, weights, pool, bytes)] as const;
    });
    return { body, inputs: header.inputs, outputs: header.outputs, large: new Map(large) };
  } catch {
    return null;
  }
}
