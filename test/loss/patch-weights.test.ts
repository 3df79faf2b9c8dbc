import { describe, expect, it } from 'vitest';
import { createObjective } from '../../src/loss/objective.ts';
import { weighPatches } from '../../src/loss/patch-weights.ts';
import { createRandom } from '../../src/random.ts';
import { createReferenceEngine } from '../helpers/eager-cpu.ts';
import { constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';
import { PATCH, paperOf, patchCosines, smallTeacher } from '../helpers/small-teacher.ts';

const random = createRandom(4);
const noise = (width: number, height: number) => ({
  width,
  height,
  channels: 1 as const,
  data: Float32Array.from({ length: width * height }, () => random.next()),
});

/** Mean of a plane over each square of `patch` pixels. */
function patchMeans(plane: { width: number; height: number; data: Float32Array }, patch: number): number[] {
  const means: number[] = [];
  for (let top = 0; top < plane.height; top += patch) {
    for (let left = 0; left < plane.width; left += patch) {
      let sum = 0;
      for (let y = top; y < top + patch; y++)
        for (let x = left; x < left + patch; x++) sum += plane.data[y * plane.width + x];
      means.push(sum / (patch * patch));
    }
  }
  return means;
}

/** Those means over their own mean. */
function relativeMeans(plane: Parameters<typeof patchMeans>[0], patch: number): number[] {
  const means = patchMeans(plane, patch);
  const mean = means.reduce((a, b) => a + b) / means.length;
  return means.map((v) => v / mean);
}

const ones = (...shape: number[]) => ({
  shape,
  data: new Float32Array(shape.reduce((a, b) => a * b)).fill(1),
});

describe('weighPatches', () => {
  it.each([
    { width: 16, height: 16, patch: 4 },
    { width: 12, height: 20, patch: 4 },
    { width: 56, height: 28, patch: 14 },
    { width: 40, height: 4, patch: 4 },
    { width: 14, height: 98, patch: 14 },
    { width: 224, height: 224, patch: 32 },
    { width: 294, height: 168, patch: 14 },
  ])('scales each patch of $patch px on $width x $height by its mean, all by 1 on average', (size) => {
    const planes = [noise(size.width, size.height), noise(size.width, size.height)];
    const patches = (size.width * size.height) / size.patch ** 2;
    const { shape, data } = weighPatches(ones(2, patches, 3), planes);
    expect(shape).toEqual([2, patches, 3]);
    planes.forEach((plane, v) => {
      const expected = relativeMeans(plane, size.patch);
      const found = Array.from(data.slice(v * patches * 3, (v + 1) * patches * 3));
      expected.forEach((weight, n) => {
        for (let d = 0; d < 3; d++) expect(found[3 * n + d]).toBeCloseTo(weight, 5);
      });
      expect(found.reduce((a, b) => a + b) / found.length).toBeCloseTo(1, 5);
    });
  });

  it('keeps directions, and what it was given', () => {
    const given = { shape: [1, 6, 4], data: Float32Array.from({ length: 24 }, () => random.normal()) };
    const before = given.data.slice();
    const { data } = weighPatches(given, [noise(12, 8)]);
    expect(given.data).toEqual(before);
    for (let n = 0; n < 6; n++) {
      const factor = data[4 * n] / before[4 * n];
      expect(factor).toBeGreaterThan(0);
      for (let d = 0; d < 4; d++) expect(data[4 * n + d]).toBeCloseTo(factor * before[4 * n + d], 5);
    }
  });

  it.each([0, 0.3, 7])('leaves all as it is where every pixel counts %f', (value) => {
    const targets = { shape: [1, 15, 2], data: Float32Array.from({ length: 30 }, () => random.normal()) };
    const plane = constantPlane(12, 20, value);
    weighPatches(targets, [plane]).data.forEach((v, i) => {
      expect(v).toBeCloseTo(targets.data[i], 6);
    });
  });
});

describe('an objective with focus', () => {
  const [width, height] = [3 * PATCH, 5 * PATCH];
  const engine = createReferenceEngine();
  const teacher = smallTeacher([{ tap: 'block1', distance: 'centred-cosine', weight: 2 }]);
  const photos = [6, 4].map((radius) =>
    drawPicture(width, height, (c) => {
      fillCircle(c, 6, 8, radius, '#805030');
      fillCircle(c, 8, 15, 2, '#203060');
    }),
  );
  const focus = [noise(width, height), planeOf(width, height, (_, y) => y ** 2)];
  const size = width * height;
  const ink = Float32Array.from({ length: 2 * 2 * size }, () => random.next());

  it('is 1 less the weighted mean of the patches’ cosines', async () => {
    const { totals } = await (await createObjective(engine, teacher, photos, focus)).evaluate(ink, 2);
    for (const seed of [0, 1]) {
      let expected = 0;
      for (const v of [0, 1]) {
        const first = (2 * seed + v) * size;
        const paper = paperOf(ink.slice(first, first + size), width, height);
        const cosines = await patchCosines(engine, paper, photos[v]);
        const weights = patchMeans(focus[v], PATCH);
        const sum = weights.reduce((a, b) => a + b);
        expected += 1 - cosines.reduce((all, cosine, n) => all + (weights[n] * cosine) / sum, 0);
      }
      expect(totals[seed]).toBeCloseTo(expected, 3);
    }
    const plain = await (await createObjective(engine, teacher, photos)).evaluate(ink, 2);
    expect(Math.abs(plain.totals[0] - totals[0])).toBeGreaterThan(0.02);
  });

  it('has the gradient of finite differences', async () => {
    const objective = await createObjective(engine, teacher, photos, focus);
    const { gradient } = await objective.step(ink, 2);
    for (let k = 0; k < 3; k++) {
      const direction = ink.map(() => random.normal());
      const moved = async (h: number) => {
        const { totals } = await objective.evaluate(
          ink.map((v, i) => v + h * direction[i]),
          2,
        );
        return totals[0] + totals[1];
      };
      const slope = gradient.reduce((sum, v, i) => sum + v * direction[i], 0);
      const h = 0.003;
      const numeric = ((await moved(h)) - (await moved(-h))) / (2 * h);
      expect(Math.abs(numeric - slope)).toBeLessThan(0.003 * Math.hypot(...gradient));
    }
  });

  it('looks only at patches that count', async () => {
    const top = planeOf(width, height, (_, y) => (y < PATCH ? 1 : 0));
    const objective = await createObjective(engine, teacher, [photos[0]], [top]);
    const sketch = ink.slice(0, size);
    const cosines = await patchCosines(engine, paperOf(sketch, width, height), photos[0]);
    const { totals } = await objective.evaluate(sketch, 1);
    expect(totals[0]).toBeCloseTo(2 * (1 - (cosines[0] + cosines[1] + cosines[2]) / 3), 3);
  });

  it('changes nothing where patches are not compared one by one', async () => {
    const other = smallTeacher([
      { tap: 'block1', distance: 'mse', weight: 1 },
      { tap: 'embedding', distance: 'cosine', weight: 1 },
    ]);
    const focused = await (await createObjective(engine, other, photos, focus)).evaluate(ink, 2);
    expect(focused).toEqual(await (await createObjective(engine, other, photos)).evaluate(ink, 2));
  });
});
