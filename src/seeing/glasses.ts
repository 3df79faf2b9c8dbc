/** The rims of glasses, where the photo shows them around both eyes. */
import { midpoint, type Point } from './geometry.ts';
import { eyeWidth, type Head, valueAt } from './head.ts';
import { EYES, type EyeSide } from './mesh-points.ts';
import type { Trail } from './trail.ts';

export interface Glasses {
  /** The rims without their tops, from the picture's right to its left, in pixels of the head's view. */
  readonly right: Trail;
  readonly left: Trail;
  /** Along the tops of both rims and over the bridge between them, from the picture's left to its right. */
  readonly top: Trail;
  /** How clearly rims are seen, in [0, 1]. */
  readonly clearness: number;
}

export const GLASSES = {
  /** Half the width and height of a rim, and how far it lies below and outside the eye's middle, in widths of an eye. */
  halfWidths: [0.75, 0.9, 1.05, 1.2, 1.35],
  halfHeights: [0.5, 0.6, 0.7, 0.8, 0.95],
  down: [0, 0.12, 0.24, 0.36],
  out: [-0.05, 0.08, 0.2],
  /** The rims' shapes: 2 an ellipse, more towards a rectangle. */
  powers: [2, 2.8],
  /** Where along the normal a rim is compared with what is inside and outside, in widths of an eye. */
  beside: 0.14,
  /** Places along a rim that are compared. */
  samples: 40,
  /** Difference in OKLab's lightness that counts as fully seen. */
  dark: 0.07,
  /** Mean of what is seen along both rims that glasses have at least, and that counts as fully clear. */
  least: 0.36,
  full: 0.42,
  /** In turns from the right, clockwise as seen: the rim without its top, which one line shows for both. */
  open: { from: 0.89, to: 0.61 },
};

/** Both rims, of one shape, or null where none are seen. */
export function findGlasses(head: Head, params: typeof GLASSES = GLASSES): Glasses | null {
  let best: { readonly right: Trail; readonly left: Trail; readonly seen: number } | null = null;
  for (const shape of shapesOf(params)) {
    const right = rimOf(head, 'right', shape, params.samples);
    const left = rimOf(head, 'left', shape, params.samples);
    const seen = Math.min(darkness(head, right, 'right', params), darkness(head, left, 'left', params));
    if (seen > (best?.seen ?? 0)) best = { right: right.trail, left: left.trail, seen };
  }
  if (best === null || best.seen < params.least) return null;
  const clearness = Math.min(1, best.seen / params.full);
  const [right, left] = [lowerPart(best.right, params.open), lowerPart(best.left, params.open)];
  return {
    right,
    left,
    top: [...upperPart(best.right, params.open), ...upperPart(best.left, params.open)],
    clearness,
  };
}

interface Shape {
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly down: number;
  readonly out: number;
  readonly power: number;
}

interface Rim {
  readonly trail: Trail;
  readonly centre: Point;
}

function shapesOf({ halfWidths, halfHeights, down, out, powers }: typeof GLASSES): Shape[] {
  return halfWidths.flatMap((halfWidth) =>
    halfHeights.flatMap((halfHeight) =>
      down.flatMap((d) =>
        out.flatMap((o) => powers.map((power) => ({ halfWidth, halfHeight, down: d, out: o, power }))),
      ),
    ),
  );
}

/** A superellipse, closed, clockwise as seen from its right. */
function rimOf(head: Head, side: EyeSide, shape: Shape, samples: number): Rim {
  const { outer, inner } = EYES[side];
  const width = eyeWidth(head, side);
  const middle = midpoint(head.points[outer]!, head.points[inner]!);
  const outwards = side === 'right' ? -1 : 1;
  const centre = { x: middle.x + outwards * shape.out * width, y: middle.y + shape.down * width };
  const round = (v: number) => Math.sign(v) * Math.abs(v) ** (2 / shape.power);
  const trail = Array.from({ length: samples + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / samples;
    return {
      x: centre.x + shape.halfWidth * width * round(Math.cos(angle)),
      y: centre.y + shape.halfHeight * width * round(Math.sin(angle)),
    };
  });
  return { trail, centre };
}

/** How much darker a rim is than both what it frames and what is around it, on the average of its points, in [0, 1]. */
function darkness(
  head: Head,
  { trail, centre }: Rim,
  side: EyeSide,
  { beside, dark }: typeof GLASSES,
): number {
  const by = beside * eyeWidth(head, side);
  let sum = 0;
  for (const point of trail.slice(1)) {
    const length = Math.hypot(point.x - centre.x, point.y - centre.y) || 1;
    const [nx, ny] = [((point.x - centre.x) / length) * by, ((point.y - centre.y) / length) * by];
    const beyond = valueAt(head.lightness, { x: point.x + nx, y: point.y + ny });
    const within = valueAt(head.lightness, { x: point.x - nx, y: point.y - ny });
    const difference = Math.min(beyond, within) - valueAt(head.lightness, point);
    sum += Math.min(1, Math.max(0, difference / dark));
  }
  return sum / (trail.length - 1);
}

function lowerPart(trail: Trail, part: typeof GLASSES.open): Point[] {
  const open = trail.slice(1);
  const start = Math.round(part.from * open.length);
  return [...open.slice(start), ...open.slice(0, Math.round(part.to * open.length))];
}

function upperPart(trail: Trail, { from, to }: typeof GLASSES.open): Point[] {
  const open = trail.slice(1);
  return open.slice(Math.round(to * open.length), Math.round(from * open.length) + 1);
}
