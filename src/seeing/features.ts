/** What is found of faces, by kind and place, for whoever reads results. */
import type { Landmark } from '../photo/landmarks.ts';
import type { Rect, Size } from '../raster/frame.ts';
import type { Face } from './faces.ts';
import type { Feature, FeatureKind } from './feature.ts';
import { midpoint, type Point } from './geometry.ts';
import { EYES, LIPS, NOSE } from './mesh-points.ts';

/** What was found, and where it was looked for. */
export interface Found {
  /** Human faces, in pixels of the photo as read. */
  readonly faces: readonly Face[];
  /** Other eyes and noses, in working pixels. */
  readonly landmarks: readonly Landmark[];
  /** The part of the photo as read that is `width` working pixels wide. */
  readonly window: Rect;
  readonly width: number;
}

const SIDES = ['right', 'left'] as const;

/**
 * Human faces one by one, each followed by its parts, then the eyes and noses of others.
 * @param read size of the photo as read
 * @param original the photo's own size
 */
export function featuresOf(
  { faces, landmarks, window, width }: Found,
  read: Size,
  original: Size,
): Feature[] {
  const place = ({ x, y }: Point) => ({
    x: (x * original.width) / read.width,
    y: (y * original.height) / read.height,
  });
  const scale = window.width / width;
  return [
    ...faces.flatMap((face) =>
      partsOf(face).map(({ kind, at }) => ({ kind, ...place(at), likelihood: face.score })),
    ),
    ...landmarks.map(({ kind, x, y, likelihood }) => ({
      kind,
      ...place({ x: window.x + x * scale, y: window.y + y * scale }),
      likelihood,
    })),
  ];
}

function partsOf({ box, points, irises }: Face): { readonly kind: FeatureKind; readonly at: Point }[] {
  const between = (a: number, b: number) => midpoint(points[a]!, points[b]!);
  const middleOf = (path: readonly number[]) => path[Math.floor(path.length / 2)]!;
  return [
    { kind: 'face', at: { x: box.x + box.width / 2, y: box.y + box.height / 2 } },
    ...SIDES.map((side) => ({ kind: 'eye' as const, at: irises[side] })),
    ...SIDES.map((side) => ({
      kind: 'brow' as const,
      at: between(middleOf(EYES[side].browUpper), middleOf(EYES[side].browLower)),
    })),
    { kind: 'nose', at: points[NOSE.tip]! },
    { kind: 'mouth', at: between(middleOf(LIPS.upperInner), middleOf(LIPS.lowerInner)) },
  ];
}
