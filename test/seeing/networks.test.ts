/** The embedded detectors against the original models on tfjs' own backend: see test/golden/seeing/README.md. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import type { Engine, TensorData } from '../../src/compute/program.ts';
import { rgbImage } from '../../src/raster/raster.ts';
import { BODY_PARTS, decodeBody } from '../../src/seeing/bodies.ts';
import { COCO_NAMES } from '../../src/seeing/coco-names.ts';
import { type DetectorName, openDetector, runDetector } from '../../src/seeing/network.ts';
import { findSalience } from '../../src/seeing/salience.ts';
import { openSafetensors } from '../../src/vision/safetensors.ts';
import { relativeError } from '../helpers/relative-error.ts';
import '../helpers/patience.ts';

const path = (name: string) => new URL(`../golden/seeing/${name}`, import.meta.url).pathname;
const golden = openSafetensors(path('outputs.safetensors'));
const SIZE = 256;

/** A square part of the portrait, (size, size, 3), each value changed. */
async function part(
  x: number,
  y: number,
  size: number,
  change: (v: number) => number,
): Promise<Float32Array> {
  const region = { left: x, top: y, width: size, height: size };
  const bytes = await sharp(path('portrait.png')).extract(region).removeAlpha().raw().toBuffer();
  return Float32Array.from(bytes, change);
}

describe.each(['onnx', 'wasm'] as const)('engine %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(name, { threads: 1 });
  });
  afterAll(() => engine.dispose());
  const run = (detector: DetectorName, data: Float32Array): Promise<Record<string, TensorData>> =>
    runDetector(engine, openDetector(detector), data);

  test('blazeface', async () => {
    const outputs = await run('blazeface', await part(0, 0, SIZE, (v) => v / 127.5 - 1));
    for (const output of ['scores16', 'scores32', 'boxes16', 'boxes32'])
      expect(relativeError(outputs[output]!.data, golden.read(`blazeface/${output}`)), output).toBeLessThan(
        1e-4,
      );
  });

  test('facemesh', async () => {
    const { score, points } = await run('facemesh', await part(32, 16, 192, (v) => v / 255));
    expect(score!.data[0]).toBeCloseTo(golden.read('facemesh/score')[0]!, 4);
    expect(score!.data[0]).toBeGreaterThan(0.9);
    expect(relativeError(points!.data, golden.read('facemesh/points'))).toBeLessThan(1e-4);
  });

  test('iris', async () => {
    const { points } = await run('iris', await part(72, 74, 64, (v) => v / 255));
    expect(relativeError(points!.data, golden.read('iris/points'))).toBeLessThan(1e-4);
  });

  test('movenet, decoded', async () => {
    const body = decodeBody(await run('movenet-lightning', await part(32, 64, 192, (v) => v / 127.5 - 1)));
    const expected = golden.read('movenet-lightning/keypoints');
    BODY_PARTS.forEach((_, k) => {
      expect(body[k]!.y).toBeCloseTo(expected[3 * k]!, 2);
      expect(body[k]!.x).toBeCloseTo(expected[3 * k + 1]!, 2);
      expect(body[k]!.score).toBeCloseTo(expected[3 * k + 2]!, 2);
    });
  });

  test('u2netp, as what stands out of a photo', async () => {
    const photo = rgbImage({ width: SIZE, height: SIZE }, await part(0, 0, SIZE, (v) => v / 255));
    const found = await findSalience(engine, photo);
    const expected = openSafetensors(path('u2netp.safetensors')).read('subject');
    const seen = expected.map((_, i) => found.data[4 * Math.floor(i / 64) * SIZE + 4 * (i % 64)]!);
    // the weights are kept as float16
    expect(relativeError(seen, expected)).toBeLessThan(0.02);
  });

  test('nanodet', async () => {
    const side = 416;
    const picture = await part(0, 0, SIZE, (v) => v / 255);
    const planes = new Float32Array(3 * side * side).fill(0.5);
    for (let c = 0; c < 3; c++)
      for (let y = 0; y < SIZE; y++)
        for (let x = 0; x < SIZE; x++) planes[(c * side + y) * side + x] = picture[(y * SIZE + x) * 3 + c]!;
    const { stride32 } = await run('nanodet', planes);
    const values = stride32!.shape[3]!;
    const classes = COCO_NAMES.length;
    const columns = (from: number, to: number) =>
      Float32Array.from(stride32!.data).filter((_, i) => i % values >= from && i % values < to);
    const scores = columns(0, classes).map((v) => 1 / (1 + Math.exp(-v)));
    expect(relativeError(scores, golden.read('nanodet/scores32'))).toBeLessThan(1e-4);
    expect(relativeError(columns(classes, values), golden.read('nanodet/distances32'))).toBeLessThan(1e-4);
  });
});
