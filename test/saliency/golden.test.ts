/** The paper's start points against CLIPasso's own, see test/golden/init. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Random } from '../../src/random.ts';
import { plane, type RgbImage } from '../../src/raster/raster.ts';
import { normalisedGrey, saliencyMap } from '../../src/saliency/map.ts';
import { saliencyStart, sampleWithoutReplacement, startProbabilities } from '../../src/saliency/sample.ts';
import { otsuThreshold, xdogEdges, xdogResponse } from '../../src/saliency/xdog.ts';
import { openSafetensors } from '../../src/vision/safetensors.ts';
import { meanAbsoluteDifference } from '../helpers/compare-images.ts';
import { numpyLegacyUniform, pythonUniform } from '../helpers/mt19937.ts';

const SIZE = 224;
const path = (name: string) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
const golden = openSafetensors(path('init/init.safetensors'));
const numbers = JSON.parse(readFileSync(path('init/init.json'), 'utf8'));
const reference = openSafetensors(path('clipasso-reference/relevance.safetensors'));
const image = readImage(reference.read('image01'));
const relevance = reference.read('relevance_map');

/** (1, 3, H, W) -> an image. */
function readImage(data: Float32Array): RgbImage {
  const pixel = (i: number) => data[(i % 3) * SIZE * SIZE + Math.floor(i / 3)];
  return {
    width: SIZE,
    height: SIZE,
    channels: 3 as const,
    data: Float32Array.from(data, (_, i) => pixel(i)),
  };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < b.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

it('the generators are numpy’s and Python’s', () => {
  const [numpy, python] = [numpyLegacyUniform(numbers.np_seed), pythonUniform(numbers.py_seed)];
  expect(Array.from({ length: 8 }, numpy)).toEqual(numbers.np_random_rand_seed0_first8);
  expect(Array.from({ length: 8 }, python)).toEqual(numbers.py_random_seed0_first8);
});

it('the grey image is that of the normalised photo', () => {
  expect(largestDifference(normalisedGrey(image).data, golden.read('gray'))).toBeLessThan(2e-3);
});

it('the XDoG response is scipy’s', () => {
  const response = xdogResponse(normalisedGrey(image));
  const expected = golden.read('response01');
  expect(meanAbsoluteDifference(response, expected)).toBeLessThan(1e-5);
  expect(largestDifference(response, expected)).toBeLessThan(2e-3);
});

it('Otsu’s threshold is scikit-image’s', () => {
  const threshold = otsuThreshold(golden.read('response01'));
  expect(threshold).toBeCloseTo(numbers.otsu_threshold_on_response01, 5);
});

it('the edge map is the same in every pixel', () => {
  const edges = xdogEdges(normalisedGrey(image));
  const differing = golden.read('xdog').filter((noEdge, i) => noEdge === edges[i]);
  expect(differing).toHaveLength(0);
});

it('probabilities are the same to 1e-5 of the largest', () => {
  const probabilities = startProbabilities(saliencyMap(image, plane(image, relevance)).data);
  const expected = golden.read('prob_map_xdog');
  expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(largestDifference(probabilities, expected)).toBeLessThan(1e-5 * Math.max(...expected));
});

it('the same 16 pixels are drawn, in the same order', () => {
  const map = saliencyMap(image, plane(image, relevance)).data;
  const drawn = sampleWithoutReplacement(startProbabilities(map), 16, numpyLegacyUniform(numbers.np_seed));
  expect(drawn.map((i) => [Math.floor(i / SIZE), i % SIZE])).toEqual(numbers.inds_row_col_xdog);
});

it('the control points beside them are the same', () => {
  const numpy = numpyLegacyUniform(numbers.np_seed);
  const python = pythonUniform(numbers.py_seed);
  let draws = 0;
  const next = () => (draws++ < 16 ? numpy() : python());
  const points = saliencyStart(saliencyMap(image, plane(image, relevance)), 16, { next } as Random);
  expect(largestDifference(points, numbers.points_px_xdog.flat(2))).toBeLessThan(1e-4);
});
