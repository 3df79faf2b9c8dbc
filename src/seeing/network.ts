/** The embedded detectors: small networks in `assets/models`, each one graph and its weights. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { assetPath } from '../assets.ts';
import type { Engine, TensorData, WeightSet } from '../compute/program.ts';
import { ClipassoError } from '../errors.ts';
import { openSafetensors } from '../vision/safetensors.ts';
import { lazyTensor } from '../vision/weights.ts';
import { type NetworkGraph, runGraph } from './graph.ts';

export type DetectorName = 'blazeface' | 'facemesh' | 'iris' | 'movenet-lightning' | 'nanodet' | 'u2netp';

export interface DetectorNetwork {
  readonly graph: NetworkGraph;
  readonly weights: WeightSet;
}

/** By name and folder. */
const loaded = new Map<string, DetectorNetwork>();

/**
 * Opens an embedded network; its weights are read when they are first used.
 * @param assets folder of the shipped files, as assetPath takes it
 * @throws ClipassoError 'model' when its files are missing or damaged
 */
export function openDetector(name: DetectorName, assets?: string): DetectorNetwork {
  const key = `${assets ?? ''} ${name}`;
  let network = loaded.get(key);
  if (network === undefined) {
    const { graph, digest } = readGraph(assetPath(`models/${name}/graph.json`, assets));
    const file = openSafetensors(assetPath(`models/${name}/model.safetensors`, assets));
    const tensors = Object.fromEntries(
      [...file.entries].map(([tensor, { shape }]) => [tensor, lazyTensor(shape, () => file.read(tensor))]),
    );
    network = { graph, weights: { id: name, fingerprint: `${file.fingerprint} ${digest}`, tensors } };
    loaded.set(key, network);
  }
  return network;
}

/** A network's outputs for one input, row-major of the shape that its graph names. */
export async function runDetector(
  engine: Engine,
  { graph, weights }: DetectorNetwork,
  data: Float32Array,
): Promise<Record<string, TensorData>> {
  const { shape } = graph.input;
  const program = await engine.compile({
    key: `detector ${weights.id}`,
    inputs: { input: { shape } },
    weights: [weights],
    run: ({ input }, tensors) => runGraph(graph, input!, tensors),
  });
  return program.run({ input: { shape, data } });
}

function readGraph(path: string): { graph: NetworkGraph; digest: string } {
  try {
    const text = readFileSync(path, 'utf8');
    const digest = createHash('sha256').update(text).digest('hex');
    return { graph: JSON.parse(text) as NetworkGraph, digest };
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new ClipassoError('model', `Cannot read the network ${path}: ${reason}; install clipasso again`, {
      cause,
    });
  }
}
