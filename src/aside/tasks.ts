/** What a second thread can do meanwhile: pure functions of data that can be cloned. Each loads what it needs when it is first called. */
import type { Engine } from '../compute/program.ts';
import type { CONTOURS, ContourInput, ContoursApart } from '../contours/map.ts';
import type { Boundaries } from '../photo/reader.ts';
import type { RgbImage } from '../raster/raster.ts';

/** The engine onnx that a network runs on. */
export interface Computing {
  /** 0 = all cores */
  readonly threads: number;
  /** Whether traced programs are kept in the cache folder. */
  readonly cache: boolean;
  /** Folder of the shipped files, as assetPath takes it. */
  readonly assets: string | undefined;
}

export interface Tasks {
  /** The embedded network's weights by their names, as its programs take them. */
  weights(assets: string | undefined): Promise<Readonly<Record<string, Float32Array>>>;
  /** What of a photo's map does not wait for the rest. */
  contoursApart(seen: Pick<ContourInput, 'mask'>, params: typeof CONTOURS): Promise<ContoursApart>;
  /** Starts the engine, so that the networks need not. */
  engine(on: Computing): Promise<void>;
  /** As findBoundaries in seeing/boundaries.ts. */
  boundaries(on: Computing, photo: RgbImage): Promise<Boundaries>;
}

export const TASKS: Tasks = {
  async weights(assets) {
    const { openDinov2 } = await import('../vision/dinov2.ts');
    const { tensors } = openDinov2(assets).weights;
    const read = Object.entries(tensors).map(([name, { data }]) => [name, data as Float32Array] as const);
    return Object.fromEntries(read);
  },
  async contoursApart(seen, params) {
    const { contoursApart } = await import('../contours/map.ts');
    return contoursApart(seen, params);
  },
  async engine(on) {
    await engineFor(on);
  },
  async boundaries(on, photo) {
    const { findBoundaries } = await import('../seeing/boundaries.ts');
    return findBoundaries(await engineFor(on), photo);
  },
};

/** One for all tasks of this thread. */
const engines = new Map<string, Promise<Engine>>();

function engineFor(on: Computing): Promise<Engine> {
  const key = JSON.stringify(on);
  const engine = engines.get(key) ?? startEngine(on);
  engines.set(key, engine);
  return engine;
}

async function startEngine({ threads, cache, assets }: Computing): Promise<Engine> {
  const { createOnnxEngine } = await import('../compute/onnx.ts');
  const { openGraphCache } = await import('../compute/cache/graphs.ts');
  return { ...(await createOnnxEngine({ threads, cache: cache ? openGraphCache() : null })), assets };
}
