/**
 * Against diffvg. Its pixels are means of 2 x 2 jittered samples, so single edge pixels differ by a quarter or more:
 * images are compared by the mean difference over the pixels that either touches, and by total ink. Its gradient is a noisy
 * estimate without the curvature of a stroke's sides, so directions are compared; the exact integral, which it
 * published for one case, is met closely.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import type { Strokes } from '../../src/strokes/stroke.ts';
import { type Homography, identityHomography } from '../../src/views/homography.ts';
import { cosine } from '../helpers/finite-difference.ts';
import { relativeError } from '../helpers/relative-error.ts';

const SIZE = 224;
const golden = (name: string) => new URL(`../golden/diffvg/${name}`, import.meta.url);

interface Case {
  points: number[][][];
  radii: number[];
  gradients: Record<'noise' | 'smooth', Record<string, number[][][] | number[]>>;
}

function load(name: string) {
  const file: Case = JSON.parse(readFileSync(golden(`${name}.json`), 'utf8'));
  const strokes = {
    points: Float64Array.from(file.points.flat(2)),
    widths: Float64Array.from(file.radii, (radius) => 2 * radius),
  };
  const alpha = Float32Array.from(readFileSync(golden(`${name}.alpha.u8`)), (byte) => byte / 255);
  return { strokes, alpha, gradients: file.gradients };
}

function weight(name: 'noise' | 'smooth'): Float32Array {
  const bytes = readFileSync(golden(`weight-${name}.i16`));
  return Float32Array.from({ length: SIZE * SIZE }, (_, i) => bytes.readInt16LE(2 * i) / 4096);
}

function renderCase(name: string) {
  const loaded = load(name);
  const renderer = createViewRenderer({ width: SIZE, height: SIZE, views: [identityHomography()] });
  const ink = new Float32Array(SIZE * SIZE);
  renderer.render(loaded.strokes, ink);
  return { ...loaded, ink, renderer };
}

describe.each(['case0_init16', 'case1_long16', 'case2_single', 'case3_edges'])('%s', (name) => {
  const { ink, alpha, strokes, renderer, gradients } = renderCase(name);

  it('has the ink where diffvg has it', () => {
    let touched = 0;
    let difference = 0;
    let total = 0;
    let expected = 0;
    ink.forEach((value, i) => {
      if (value > 0 || alpha[i] > 0) touched++;
      difference += Math.abs(value - alpha[i]);
      total += value;
      expected += alpha[i];
    });
    expect(difference / touched).toBeLessThan(0.07);
    expect(difference / ink.length).toBeLessThan(0.005);
    expect(Math.abs(total / expected - 1)).toBeLessThan(0.015);
  });

  it.each([
    ['noise', 0.95],
    ['smooth', 0.93],
  ] as const)('has the gradient that diffvg estimates, %s weight', (kind, atLeast) => {
    const gradient = renderer.backward(weight(kind));
    expect(cosine(gradient, gradients[kind].grad_points_mean64.flat(2) as number[])).toBeGreaterThan(atLeast);
  });

  it.each(['noise', 'smooth'] as const)(
    'hardly changes its gradient with the resolution, %s weight',
    (kind) => {
      const fine = fineGradient(strokes, weight(kind), 8);
      expect(cosine(renderer.backward(weight(kind)), fine)).toBeGreaterThan(0.97);
    },
  );
});

it.each([
  ['noise', 0.9995],
  ['smooth', 0.9998],
] as const)('tends to the integral over the exact outline, %s weight', (kind, atLeast) => {
  const { strokes, gradients } = load('case2_single');
  const exact = gradients[kind].grad_points_quadrature_exact.flat(2) as number[];
  const fine = fineGradient(strokes, weight(kind), 8);
  expect(cosine(fine, exact)).toBeGreaterThan(atLeast);
  expect(relativeError(fine, exact)).toBeLessThan(0.05);
});

/** Gradient of the same loss drawn k times finer, every weight spread over k x k pixels. */
function fineGradient(strokes: Strokes, weights: Float32Array, k: number): Float64Array {
  const size = SIZE * k;
  const enlarge: Homography = Float64Array.of(k, 0, 0, 0, k, 0, 0, 0, 1);
  const renderer = createViewRenderer({ width: size, height: size, views: [enlarge] });
  renderer.render(strokes, new Float32Array(size * size));
  const fine = new Float32Array(size * size);
  for (let i = 0; i < fine.length; i++) {
    fine[i] = weights[Math.floor(i / size / k) * SIZE + Math.floor((i % size) / k)] / (k * k);
  }
  return renderer.backward(fine);
}
