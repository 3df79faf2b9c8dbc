import { beforeAll, describe, expect, it } from 'vitest';
import { createObjective, type Objective } from '../../src/loss/objective.ts';
import type { LossTerm } from '../../src/loss/terms.ts';
import { createRandom } from '../../src/random.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import { createReferenceEngine } from '../helpers/eager-cpu.ts';
import { testEngine } from '../helpers/network.ts';
import { drawPicture, fillCircle } from '../helpers/pictures.ts';
import { smallTeacher } from '../helpers/small-teacher.ts';

const SIZE = 16;
const VIEWS = 2;
const SEEDS = 3;
const random = createRandom(8);

const TERMS: readonly LossTerm[] = [
  { tap: 'block1', distance: 'centred-cosine', weight: 0.5 },
  { tap: 'block1', distance: 'mse', weight: 2 },
  { tap: 'embedding', distance: 'cosine', weight: 0.1 },
];
const engine = createReferenceEngine();
const photos = [5, 3].map((radius) => drawPicture(SIZE, SIZE, (c) => fillCircle(c, 8, 8, radius, '#305080')));
const ink = Float32Array.from({ length: SEEDS * VIEWS * SIZE * SIZE }, () => random.next());
const perSeed = VIEWS * SIZE * SIZE;

describe('an objective of three terms', () => {
  let objective: Objective;
  beforeAll(async () => {
    objective = await createObjective(engine, smallTeacher(TERMS), photos);
  });

  it('names them by network, tap and distance', () => {
    expect(objective.termNames).toEqual([
      'small block1 centred-cosine',
      'small block1 mse',
      'small embedding cosine',
    ]);
  });

  it('adds them up, weighted', async () => {
    const { terms, totals } = await objective.evaluate(ink, SEEDS);
    expect(terms).toHaveLength(SEEDS * 3);
    for (let s = 0; s < SEEDS; s++) {
      expect(totals[s]).toBeCloseTo(terms[3 * s] + terms[3 * s + 1] + terms[3 * s + 2], 12);
    }
    for (const [k, term] of TERMS.entries()) {
      const alone = await createObjective(engine, smallTeacher([{ ...term, weight: 1 }]), photos);
      const found = await alone.evaluate(ink, SEEDS);
      for (let s = 0; s < SEEDS; s++) expect(terms[3 * s + k]).toBeCloseTo(term.weight * found.totals[s], 5);
    }
  });

  it('judges every seed as if it were alone', async () => {
    const { totals } = await objective.evaluate(ink, SEEDS);
    for (let s = 0; s < SEEDS; s++) {
      const alone = await objective.evaluate(ink.slice(s * perSeed, (s + 1) * perSeed), 1);
      expect(alone.totals[0]).toBeCloseTo(totals[s], 6);
    }
  });

  it('is the mean over the views', async () => {
    const { totals } = await objective.evaluate(ink.slice(0, perSeed), 1);
    const views = await Promise.all(
      photos.map(async (photo, v) => {
        const one = await createObjective(engine, smallTeacher(TERMS), [photo]);
        return (await one.evaluate(ink.slice(v * SIZE * SIZE, (v + 1) * SIZE * SIZE), 1)).totals[0];
      }),
    );
    expect(totals[0]).toBeCloseTo((views[0] + views[1]) / 2, 5);
  });

  it('gives the same losses in a step, with the gradient of their sum', async () => {
    const evaluation = await objective.evaluate(ink, SEEDS);
    const { gradient, ...losses } = await objective.step(ink, SEEDS);
    expect([...losses.totals]).toEqual([...evaluation.totals]);
    expect(gradient).toHaveLength(ink.length);
    for (const seed of [0, 2]) {
      const direction = Float32Array.from({ length: ink.length }, (_, i) =>
        Math.floor(i / perSeed) === seed ? random.normal() : 0,
      );
      const moved = async (h: number) => {
        const { totals } = await objective.evaluate(
          ink.map((v, i) => v + h * direction[i]),
          SEEDS,
        );
        return totals.reduce((a, b) => a + b);
      };
      const slope = gradient.reduce((sum, v, i) => sum + v * direction[i], 0);
      const h = 0.01;
      const numeric = ((await moved(h)) - (await moved(-h))) / (2 * h);
      expect(Math.abs(numeric - slope)).toBeLessThan(0.003 * Math.hypot(...gradient));
    }
  });

  it('is 0 for the photo itself', async () => {
    const grey = photos.map(({ data }) => data.filter((_, i) => i % 3 === 0));
    const greyPhotos = grey.map((plane) => ({
      width: SIZE,
      height: SIZE,
      channels: 3 as const,
      data: Float32Array.from({ length: 3 * plane.length }, (_, i) => plane[Math.floor(i / 3)]),
    }));
    const own = await createObjective(engine, smallTeacher(TERMS), greyPhotos);
    const { totals } = await own.evaluate(
      Float32Array.from(grey.flatMap((p) => [...p].map((v) => 1 - v))),
      1,
    );
    expect(totals[0]).toBeCloseTo(0, 4);
  });
});

it('runs nothing deeper than the deepest tap', async () => {
  const teacher = await loadDinov2();
  const { network } = teacher.parts[0];
  const read = new Set<string>();
  const watched = Object.fromEntries(
    Object.entries(network.weights.tensors).map(([name, tensor]) => [
      name,
      {
        shape: tensor.shape,
        get data() {
          read.add(name);
          return tensor.data;
        },
      },
    ]),
  );
  const part = {
    network: { ...network, weights: { id: 'watched', tensors: watched } },
    terms: [{ tap: 'block2', distance: 'centred-cosine', weight: 1 }] as const,
  };
  const onnx = await testEngine('onnx');
  const photo = drawPicture(56, 56, (c) => fillCircle(c, 28, 28, 20, 'black'));
  const objective = await createObjective(onnx, { ...teacher, parts: [part] }, [photo]);
  const { totals } = await objective.step(new Float32Array(56 * 56).fill(0.2), 1);
  onnx.dispose();
  expect(Number.isFinite(totals[0])).toBe(true);
  const blocks = [...read].flatMap((name) => /block(\d+)/.exec(name)?.[1] ?? []);
  expect(new Set(blocks)).toEqual(new Set(['1', '2']));
});
