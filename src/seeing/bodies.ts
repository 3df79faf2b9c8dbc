/** The posture of a person: 17 points, by MoveNet (R. Votel and N. Li, "Next-Generation Pose Detection with MoveNet", 2021). */
import type { Engine, TensorData } from '../compute/program.ts';
import type { Rect } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';
import { cropSquare, fromCrop } from './crop.ts';
import type { Point } from './geometry.ts';
import { openDetector, runDetector } from './network.ts';

/** The person's own left and right. */
// biome-ignore format: a table
export const BODY_PARTS = [
  'nose', 'leftEye', 'rightEye', 'leftEar', 'rightEar', 'leftShoulder', 'rightShoulder', 'leftElbow',
  'rightElbow', 'leftWrist', 'rightWrist', 'leftHip', 'rightHip', 'leftKnee', 'rightKnee', 'leftAnkle',
  'rightAnkle',
] as const;

export type BodyPart = (typeof BODY_PARTS)[number];

/** A point in photo pixels and how likely it is right, in [0, 1]. */
export interface BodyPoint extends Point {
  readonly score: number;
}

export type Body = Readonly<Record<BodyPart, BodyPoint>>;

const SIZE = 192;
/** Cells of a map along a side. */
const CELLS = 48;
/** Side of the square that is looked at, in sides of the person's box. */
const AROUND = 1.25;
/** Added to a cell's distance, in cells, from where the regression expects a point. */
const NEAR = 1.8;

/** The person in a box of photo pixels; the whole photo shows the one nearest to its middle. */
export async function bodyIn(engine: Engine, photo: RgbImage, { x, y, width, height }: Rect): Promise<Body> {
  const square = {
    x: x + width / 2,
    y: y + height / 2,
    side: AROUND * Math.max(width, height),
    angle: 0,
  };
  const picture = cropSquare(photo, square, SIZE, { outside: 0 });
  const input = picture.data.map((v) => 2 * v - 1);
  const points = decodeBody(
    await runDetector(engine, openDetector('movenet-lightning', engine.assets), input),
  );
  const toPhoto = fromCrop(square, SIZE);
  const placed = points.map((point) => ({
    ...toPhoto({ x: point.x * SIZE, y: point.y * SIZE }),
    score: point.score,
  }));
  return Object.fromEntries(BODY_PARTS.map((part, k) => [part, placed[k]!])) as Record<BodyPart, BodyPoint>;
}

/**
 * Points in the order of BODY_PARTS, in sides of the input, from maps of 48 x 48 cells.
 * @param outputs `centers` (1, 48, 48, 1), `heatmaps` (1, 48, 48, 17), `regression` and `offsets` (1, 48, 48, 34), y before x
 */
export function decodeBody(outputs: Readonly<Record<string, TensorData>>): BodyPoint[] {
  const { centers, heatmaps, regression, offsets } = outputs as Record<string, TensorData>;
  const count = BODY_PARTS.length;
  const centre = largest(CELLS * CELLS, (i) => centers!.data[i]!);
  const [row, column] = [Math.floor(centre / CELLS), centre % CELLS];
  return BODY_PARTS.map((_, k) => {
    const expectedY = row + regression!.data[(centre * count + k) * 2]!;
    const expectedX = column + regression!.data[(centre * count + k) * 2 + 1]!;
    const best = largest(CELLS * CELLS, (i) => {
      const [dy, dx] = [Math.floor(i / CELLS) - expectedY, (i % CELLS) - expectedX];
      return heatmaps!.data[i * count + k]! / (Math.hypot(dx, dy) + NEAR);
    });
    return {
      x: ((best % CELLS) + offsets!.data[(best * count + k) * 2 + 1]!) / CELLS,
      y: (Math.floor(best / CELLS) + offsets!.data[(best * count + k) * 2]!) / CELLS,
      score: heatmaps!.data[best * count + k]!,
    };
  });
}

/** The first index with the largest value. */
function largest(count: number, value: (i: number) => number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (value(i) > value(best)) best = i;
  return best;
}

/** How surely a posture is somebody's: the mean likelihood of all its points. */
export function meanScore(body: Body): number {
  return BODY_PARTS.reduce((sum, part) => sum + body[part].score, 0) / BODY_PARTS.length;
}
