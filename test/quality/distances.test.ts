import { describe, expect, it } from 'vitest';
import { distancesFor, type PatchFeatures } from '../../bench/quality/ranking/distances.ts';
import { createRandom } from '../../src/random.ts';

const [COUNT, WIDTH] = [9, 5];

function features(seed: number): PatchFeatures {
  const random = createRandom(seed);
  return {
    count: COUNT,
    width: WIDTH,
    data: Float32Array.from({ length: COUNT * WIDTH }, () => random.normal()),
  };
}

const photo = features(1);
const distances = distancesFor(COUNT);

describe('distances', () => {
  it.each(Object.keys(distances))('%s is 0 for the photo itself and positive for another', (name) => {
    const measure = distances[name]!(photo);
    expect(measure(photo)).toBeCloseTo(0, 6);
    expect(measure(features(2))).toBeGreaterThan(0.1);
  });

  it('centred ones ignore what is added to every patch', () => {
    const shifted = { ...photo, data: photo.data.map((v, i) => v + 3 * (i % WIDTH)) };
    for (const name of ['centred cosine', 'self-similarity']) {
      expect(distances[name]!(photo)(shifted)).toBeCloseTo(0, 5);
    }
    expect(distances.cosine!(photo)(shifted)).toBeGreaterThan(0.1);
  });

  it('self-similarity ignores contrast and rotations of the features', () => {
    const turned = {
      ...photo,
      data: photo.data.map((_, i) => -2 * photo.data[i - (i % WIDTH) + ((i + 1) % WIDTH)]!),
    };
    expect(distances['self-similarity']!(photo)(turned)).toBeCloseTo(0, 5);
    expect(distances['centred cosine']!(photo)(turned)).toBeGreaterThan(0.5);
  });

  it('leaves patch statistics out for a single vector', () => {
    expect(Object.keys(distancesFor(1))).toEqual(['mse', 'cosine']);
  });
});
