/** Things in a photo with names: NanoDet, a detector of the 80 classes of COCO (https://github.com/RangiLyu/nanodet). */
import type { Engine, TensorData } from '../compute/program.ts';
import { logistic, logit } from '../logit.ts';
import type { Rect } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';
import { COCO_NAMES } from './coco-names.ts';
import { cropSquare, fromCrop } from './crop.ts';
import { type Scored, suppressOverlaps } from './geometry.ts';
import { openDetector, runDetector } from './network.ts';

export interface DetectedObject extends Scored {
  /** One of COCO_NAMES. */
  readonly name: string;
}

export const OBJECTS = {
  /** Less likely things are not told. */
  least: 0.4,
  /** Two boxes of one name that share more than this are of one thing; of two names, the likelier counts above `othersOverlap`. */
  overlap: 0.5,
  othersOverlap: 0.8,
};

const SIZE = 416;
const STRIDES = [8, 16, 32];
/** Distances to a box's sides are told as likelihoods of 0, 1, .. 10 strides. */
const BINS = 11;
/** Of blue, green and red, in [0, 255]: the network was trained on pictures normalised by them. */
const MEAN = [103.53, 116.28, 123.675];
const DEVIATION = [57.375, 57.12, 58.395];

/** Things and their boxes in photo pixels, the likeliest first. */
export async function findObjects(
  engine: Engine,
  photo: RgbImage,
  params: typeof OBJECTS = OBJECTS,
): Promise<DetectedObject[]> {
  const { width, height } = photo;
  const square = { x: width / 2, y: height / 2, side: Math.max(width, height), angle: 0 };
  const picture = cropSquare(photo, square, SIZE, { outside: 0 });
  const outputs = await runDetector(engine, openDetector('nanodet', engine.assets), planesOf(picture));
  const toPhoto = fromCrop(square, SIZE);
  const boxes = decodeObjects(outputs, params.least).map((found) => {
    const start = toPhoto(found.box);
    const end = toPhoto({ x: found.box.x + found.box.width, y: found.box.y + found.box.height });
    return { ...found, box: clipped(start.x, start.y, end.x, end.y, photo) };
  });
  const byName = COCO_NAMES.flatMap((name) =>
    suppressOverlaps(
      boxes.filter((box) => box.name === name),
      params.overlap,
    ),
  );
  return suppressOverlaps(byName, params.othersOverlap);
}

/** @param outputs `stride8`, `stride16`, `stride32`, (1, n, n, 80 + 4 x 11): logits of classes, then of distances */
export function decodeObjects(
  outputs: Readonly<Record<string, TensorData>>,
  least: number,
): DetectedObject[] {
  const found: DetectedObject[] = [];
  const leastLogit = logit(least);
  for (const stride of STRIDES) {
    const { data, shape } = outputs[`stride${stride}`]!;
    const [columns, values] = [shape[2]!, shape[3]!];
    for (let cell = 0; cell * values < data.length; cell++) {
      const from = cell * values;
      const centreX = ((cell % columns) + 0.5) * stride;
      const centreY = (Math.floor(cell / columns) + 0.5) * stride;
      COCO_NAMES.forEach((name, k) => {
        const logOdds = data[from + k]!;
        if (logOdds < leastLogit) return;
        const [left, top, right, bottom] = [0, 1, 2, 3].map(
          (side) => stride * expectation(data, from + COCO_NAMES.length + side * BINS),
        ) as [number, number, number, number];
        const box = { x: centreX - left, y: centreY - top, width: left + right, height: top + bottom };
        found.push({ name, score: logistic(logOdds), box });
      });
    }
  }
  return found;
}

/** The mean of 0 .. BINS - 1 weighted by the softmax of logits. */
function expectation(logits: TensorData['data'], from: number): number {
  let most = -Infinity;
  for (let i = 0; i < BINS; i++) most = Math.max(most, logits[from + i]!);
  let [sum, weighted] = [0, 0];
  for (let i = 0; i < BINS; i++) {
    const weight = Math.exp(logits[from + i]! - most);
    sum += weight;
    weighted += i * weight;
  }
  return weighted / sum;
}

/** (3, height, width), blue first, normalised. */
function planesOf({ width, height, data }: RgbImage): Float32Array {
  const size = width * height;
  const planes = new Float32Array(3 * size);
  for (let c = 0; c < 3; c++)
    for (let i = 0; i < size; i++)
      planes[c * size + i] = (255 * data[3 * i + 2 - c]! - MEAN[c]!) / DEVIATION[c]!;
  return planes;
}

function clipped(
  left: number,
  top: number,
  right: number,
  bottom: number,
  { width, height }: RgbImage,
): Rect {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  return { x, y, width: Math.min(width, right) - x, height: Math.min(height, bottom) - y };
}
