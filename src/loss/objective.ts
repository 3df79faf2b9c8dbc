/**
 * The loss of sketches against one photo, as a teacher sees both through a bank of views. The photo's features are computed
 * once; a step runs the networks on the sketches of all live seeds in one batch.
 */

import { tf } from '../compute/lazy-tf.ts';
import { mapValues } from '../compute/map-values.ts';
import type { Engine, NamedTensors, Program, TensorData } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { distanceOf } from './distances.ts';
import { weighPatches } from './patch-weights.ts';
import type { Judge, JudgePart } from './terms.ts';

export interface Evaluation {
  /** Weighted loss of each seed by term, averaged over its views: (seeds, terms). */
  readonly terms: Float64Array;
  /** Sum of the terms of each seed, (seeds). */
  readonly totals: Float64Array;
}

export interface Step extends Evaluation {
  /** Gradient of the sum of all totals with respect to the ink, (seeds, views, H, W). */
  readonly gradient: Float32Array;
}

export interface Objective {
  /** `<network> <tap> <distance>` of each term. */
  readonly termNames: readonly string[];
  /** @param ink coverage in [0, 1], (seeds, views, H, W) */
  evaluate(ink: Float32Array, seeds: number): Promise<Evaluation>;
  step(ink: Float32Array, seeds: number): Promise<Step>;
}

export interface ViewsObjective extends Objective {
  /** The same against the first `count` views alone, whose features are known already. */
  firstViews(count: number): ViewsObjective;
}

interface PartObjective {
  readonly part: JudgePart;
  /** What is kept of the photo's views, (V, ...) each. */
  readonly targets: Readonly<Record<string, TensorData>>;
}

interface ViewsOfPhoto {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly parts: readonly PartObjective[];
}

/**
 * @param photoViews the photo as seen in each view, all of one size
 * @param focus how much each pixel of each view counts, for distances that compare patch by patch; all alike when absent
 */
export async function createObjective(
  engine: Engine,
  teacher: Judge,
  photoViews: readonly RgbImage[],
  focus?: readonly Plane[],
): Promise<ViewsObjective> {
  const parts: PartObjective[] = [];
  for (const part of teacher.parts) {
    const targets = await computeTargets(engine, part, photoViews);
    parts.push({ part, targets: focus ? withFocus(part, targets, focus) : targets });
  }
  const { width, height } = photoViews[0];
  return objectiveOf(engine, { count: photoViews.length, width, height, parts });
}

function objectiveOf(engine: Engine, seen: ViewsOfPhoto): ViewsObjective {
  const { count: views, width, height, parts } = seen;
  const terms = parts.flatMap(({ part }) => part.terms);

  const run = async (ink: Float32Array, seeds: number, withGradient: boolean) => {
    const sums = new Float64Array(seeds * terms.length);
    const totals = new Float64Array(seeds);
    let gradient: Float32Array | null = null;
    let column = 0;
    for (const { part, targets } of parts) {
      const inputs = {
        ink: { shape: [seeds * views, height, width], data: ink },
        ...Object.fromEntries(Object.entries(targets).map(([name, data]) => [name, repeat(data, seeds)])),
      };
      const compiled = await engine.compile(comparison(part, inputs, withGradient));
      const out = await compiled.run(inputs);
      part.terms.forEach(({ weight }, k) => {
        for (let image = 0; image < seeds * views; image++) {
          const seed = Math.floor(image / views);
          const value = (weight * out.losses.data[image * part.terms.length + k]) / views;
          sums[seed * terms.length + column] += value;
          totals[seed] += value;
        }
        column++;
      });
      if (withGradient) gradient = addInto(gradient, out.gradient.data as Float32Array, 1 / views);
    }
    return { terms: sums, totals, gradient };
  };

  return {
    termNames: parts.flatMap(({ part: { network, terms: own } }) =>
      own.map(({ tap, distance }) => `${network.id} ${tap} ${distance}`),
    ),
    evaluate: (ink, seeds) => run(ink, seeds, false),
    step: async (ink, seeds) => {
      const { gradient, ...evaluation } = await run(ink, seeds, true);
      return { ...evaluation, gradient: gradient ?? new Float32Array(ink.length) };
    },
    firstViews: (count) =>
      objectiveOf(engine, {
        ...{ count, width, height },
        parts: parts.map(({ part, targets }) => ({ part, targets: mapValues(targets, firstOf(count)) })),
      }),
  };
}

/** The first `count` views of what is kept of all. */
const firstOf =
  (count: number) =>
  ({ shape: [views, ...rest], data }: TensorData): TensorData => ({
    shape: [count, ...rest],
    data: data.subarray(0, (data.length / views) * count),
  });

/** sum + scale * part; writes to either. */
function addInto(sum: Float32Array | null, part: Float32Array, scale: number): Float32Array {
  const into = sum ?? part;
  for (let i = 0; i < part.length; i++) into[i] = (sum ? sum[i] : 0) + scale * part[i];
  return into;
}

async function computeTargets(
  engine: Engine,
  { network, terms }: JudgePart,
  photos: readonly RgbImage[],
): Promise<Record<string, TensorData>> {
  const { width, height } = photos[0];
  const shape = [photos.length, height, width, 3];
  const data = new Float32Array(photos.length * height * width * 3);
  photos.forEach((photo, v) => {
    data.set(photo.data, v * height * width * 3);
  });
  const program: Program = {
    key: `targets ${network.weights.id} ${describe(terms)}`,
    inputs: { images: { shape } },
    weights: [network.weights],
    batched: { inputs: ['images'], outputs: terms.map((_, k) => `target${k}`) },
    run: ({ images }, weights) => {
      const found = network.forward(
        images as Tensor4D,
        weights,
        terms.map(({ tap }) => tap),
      );
      return Object.fromEntries(
        terms.map((term, k) => [`target${k}`, distanceOf(term).target(found[term.tap])]),
      );
    },
  };
  const compiled = await engine.compile(program);
  const targets = await compiled.run({ images: { shape, data } });
  compiled.dispose();
  return targets;
}

function withFocus(
  { terms }: JudgePart,
  targets: PartObjective['targets'],
  focus: readonly Plane[],
): PartObjective['targets'] {
  return Object.fromEntries(
    terms.map((term, k) => {
      const target = targets[`target${k}`];
      return [`target${k}`, distanceOf(term).patchwise ? weighPatches(target, focus) : target];
    }),
  );
}

/** The same targets for every seed: (V, ...) -> (seeds * V, ...). */
function repeat({ shape, data }: TensorData, seeds: number): TensorData {
  const repeated = new Float32Array(data.length * seeds);
  for (let seed = 0; seed < seeds; seed++) repeated.set(data, seed * data.length);
  return { shape: [shape[0] * seeds, ...shape.slice(1)], data: repeated };
}

/** Losses (images, terms) of sketches, and the gradient of their weighted sum over terms and images on the ink. */
function comparison(
  { network, terms }: JudgePart,
  inputs: Readonly<Record<string, TensorData>>,
  withGradient: boolean,
): Program {
  const losses = (ink: Tensor, given: NamedTensors, weights: NamedTensors): Tensor => {
    const paper = tf.sub(1, tf.expandDims(ink, -1));
    const images = tf.tile(paper, [1, 1, 1, 3]) as Tensor4D;
    const found = network.forward(
      images,
      weights,
      terms.map(({ tap }) => tap),
    );
    const distances = terms.map((term, k) => distanceOf(term).compare(found[term.tap], given[`target${k}`]));
    return tf.stack(distances, 1);
  };
  return {
    key: `${withGradient ? 'step' : 'evaluation'} ${network.weights.id} ${describe(terms)}`,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, { shape }])),
    weights: [network.weights],
    batched: { inputs: Object.keys(inputs), outputs: withGradient ? ['losses', 'gradient'] : ['losses'] },
    repeated: withGradient,
    run: ({ ink, ...targets }, weights) => {
      if (!withGradient) return { losses: losses(ink, targets, weights) };
      const share = tf.tile(tf.tensor2d([terms.map(({ weight }) => weight)]), [ink.shape[0], 1]);
      const { value, grad } = tf.valueAndGrad((x: Tensor) => losses(x, targets, weights))(ink, share);
      return { losses: value, gradient: grad };
    },
  };
}

function describe(terms: JudgePart['terms']): string {
  return terms.map(({ tap, distance, weight }) => `${tap}:${distance}:${weight}`).join(',');
}
