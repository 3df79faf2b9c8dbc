/**
 * Where faces are: BlazeFace, a detector of faces and six points of each (V. Bazarevsky et al., "BlazeFace: Sub-millisecond
 * Neural Face Detection on Mobile GPUs", 2019).
 */
import type { Engine, TensorData } from '../compute/program.ts';
import { logistic } from '../logit.ts';
import type { Rect } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';
import { cropSquare, fromCrop, type Square } from './crop.ts';
import { boundingBox, type Point, type Scored } from './geometry.ts';
import { openDetector, runDetector } from './network.ts';

export interface FaceBox extends Scored {
  /** Eyes (the left one as seen first), tip of the nose, mouth, ears; in photo pixels. */
  readonly points: readonly Point[];
  /** Centre of the box and, turned by the eyes, its angle and the length of a side. */
  readonly square: Square;
}

export const BLAZEFACE_SIZE = 256;
/** Pixels between two cells of a map, and boxes that each cell proposes. */
const MAPS = [
  { name: '16', stride: 16, each: 2 },
  { name: '32', stride: 32, each: 6 },
] as const;
const VALUES = 16;

/** A box in pixels of the network's input: x, y, width, height of the whole and x, y of six points. */
export interface RawFace {
  readonly score: number;
  readonly box: Rect;
  readonly points: readonly Point[];
}

/** Faces in a square part of the photo that are at least `least` likely, before overlaps are removed. */
export async function detectFaces(
  engine: Engine,
  photo: RgbImage,
  square: Square,
  least: number,
): Promise<FaceBox[]> {
  const picture = cropSquare(photo, square, BLAZEFACE_SIZE, { outside: 0 });
  const outputs = await runDetector(
    engine,
    openDetector('blazeface', engine.assets),
    picture.data.map((v) => 2 * v - 1),
  );
  const toPhoto = fromCrop(square, BLAZEFACE_SIZE);
  return decodeFaces(outputs, least).map(({ score, box, points }) => {
    const { x, y, width, height } = box;
    const corners = [
      toPhoto({ x, y }),
      toPhoto({ x: x + width, y }),
      toPhoto({ x, y: y + height }),
      toPhoto({ x: x + width, y: y + height }),
    ];
    const placed = points.map(toPhoto);
    const centre = toPhoto({ x: x + width / 2, y: y + height / 2 });
    const side = (Math.max(width, height) * square.side) / BLAZEFACE_SIZE;
    return {
      score,
      box: boundingBox(corners),
      points: placed,
      square: { ...centre, side, angle: lineAngle(placed[0]!, placed[1]!) },
    };
  });
}

/** @param outputs `scores16`, `scores32` (1, n, 1), logits; `boxes16`, `boxes32` (1, n, 16), pixels from the cell's centre */
export function decodeFaces(outputs: Readonly<Record<string, TensorData>>, least: number): RawFace[] {
  const faces: RawFace[] = [];
  for (const { name, stride, each } of MAPS) {
    const scores = outputs[`scores${name}`]!.data;
    const boxes = outputs[`boxes${name}`]!.data;
    const columns = BLAZEFACE_SIZE / stride;
    for (let i = 0; i < scores.length; i++) {
      const score = logistic(scores[i]!);
      if (score < least) continue;
      const cell = Math.floor(i / each);
      const cx = ((cell % columns) + 0.5) * stride;
      const cy = (Math.floor(cell / columns) + 0.5) * stride;
      const [x, y, width, height, ...points] = boxes.slice(
        i * VALUES,
        (i + 1) * VALUES,
      ) as unknown as number[];
      faces.push({
        score,
        box: { x: cx + x! - width! / 2, y: cy + y! - height! / 2, width: width!, height: height! },
        points: Array.from({ length: points.length / 2 }, (_, k) => ({
          x: cx + points[2 * k]!,
          y: cy + points[2 * k + 1]!,
        })),
      });
    }
  }
  return faces;
}

/** Angle of the line from one point to another, in radians, 0 to the right, clockwise as seen. */
export function lineAngle(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}
