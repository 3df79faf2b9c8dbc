/**
 * Where one part of the subject lies before another, its outline has a notch, and the outline of the part in front goes on within: a
 * thigh before a belly, a jaw before a neck. A person draws both in one line; so strokes that end at a notch go on as far as there is a border.
 */
import { FOLLOW_RIDGE, followRidge } from '../contours/follow-ridge.ts';
import type { ContourMap } from '../contours/map.ts';
import { evaluate, fitCubic } from '../lines/fit.ts';
import { endOf, type Point, polylineLength } from '../lines/polyline.ts';
import { blur } from '../raster/blur.ts';
import { type Plane, valueAt } from '../raster/raster.ts';
import { POINT_STRIDE } from '../strokes/stroke.ts';
import { mean } from '../sums.ts';
import { facesAt } from './outside-faces.ts';

export const OVERLAPS = {
  /** Standard deviation in working pixels of the blur of the mask that shows notches, and its value there: the subject is around most of them. */
  notchBlur: 8,
  notch: 0.6,
  follow: FOLLOW_RIDGE,
  /** Value of the blurred mask within which a line stays, once it has left the notch behind, and its mean along the line: else it doubles the outline. */
  inside: 0.62,
  deep: 0.88,
  /** Points in which it leaves the notch, and is not yet looked at. */
  leaving: 4,
  /** Shortest way in working pixels: less is an overshoot. */
  shortest: 34,
  /** Least mean height of the ridge beneath. */
  height: 0.5,
  /** Distance in working pixels from another stroke at which the line ends, and from a stroke's end at which that stroke meets it at the notch. */
  clear: 5,
  meeting: 8,
  /** Where it would end nearer than this, in working pixels, to another place of the outline, it would cut a part off: a leg, a muzzle. */
  cut: 14,
  /** Notches nearer than this, in working pixels, are one. */
  apart: 10,
  /** How far the stroke may leave, in working pixels, its stretch of the outline, and the way within, to be one cubic with both. */
  outlineOff: 3,
  wayOff: 5,
  /** Where it leaves more, it goes on over less of the way: these parts of it. */
  parts: [1, 0.7, 0.45],
};

type Seen = Pick<ContourMap, 'heights' | 'landmarks' | 'portraits'> & { readonly mask: Plane };

interface Way {
  readonly stroke: number;
  /** Whether the stroke ends at the notch, rather than starting there. */
  readonly last: boolean;
  readonly from: Point;
  readonly points: readonly Point[];
  readonly says: number;
}

/** @returns strokes of an outline (k, 4, 2), some of which go on within; the same ones for the same map */
export type GoOn = (outline: Float64Array, drawn: Float64Array) => Float64Array;

/** In working pixels. @returns what lets strokes of the outline go on, up to others that are `drawn` */
export function planOverlaps({ mask, heights, landmarks, portraits }: Seen, params = OVERLAPS): GoOn {
  const around = blur(mask, params.notchBlur);
  const inFace = facesAt(portraits);
  const isFace = (x: number, y: number) =>
    inFace(x, y) || landmarks.some((mark) => Math.hypot(mark.x - x, mark.y - y) < mark.radius + params.clear);
  return (outline, drawn) => {
    const [own, others] = [outline, drawn].map(sampleAll);
    const ways = own!
      .flatMap((line, stroke) => [
        wayFrom(line, { stroke, last: true }),
        wayFrom(line.toReversed(), { stroke, last: false }),
      ])
      .filter((way) => way !== null)
      .sort((a, b) => b.says - a.says);
    const gone: Way[] = [];
    const strokes = outline.slice();
    for (const way of ways) {
      const isTaken = gone.some(({ from }) => distance(from, way.from) < params.apart);
      const at = way.stroke * POINT_STRIDE;
      const longer = isTaken ? null : goOn(strokes.subarray(at, at + POINT_STRIDE), way, params);
      if (!longer) continue;
      strokes.set(longer, at);
      gone.push(way);
    }
    return strokes;

    function wayFrom(line: readonly Point[], of: Pick<Way, 'stroke' | 'last'>): Way | null {
      const from = line.at(-1)!;
      if (valueAt(around, ...from) < params.notch) return null;
      const meets = (other: readonly Point[]) =>
        [other[0]!, other.at(-1)!].some((end) => distance(end, from) < params.meeting);
      const clearOf = [...own!.filter((other) => other !== own![of.stroke] && !meets(other)), ...others!];
      const isOpen = (x: number, y: number, k: number) =>
        k <= params.leaving ||
        (valueAt(around, x, y) >= params.inside &&
          !isFace(x, y) &&
          !clearOf.some((other) => other.some((point) => distance(point, [x, y]) < params.clear)));
      const end = endOf({ xy: Float64Array.from(line.slice(-TAIL).flat()), closed: false }, false);
      const points = followRidge(end, heights, isOpen, params.follow);
      if (polylineLength(Float64Array.from([from, ...points].flat())) < params.shortest) return null;
      const height = mean(points.slice(LEFT).map(([x, y]) => valueAt(heights, x, y)));
      const deep = mean(points.map(([x, y]) => valueAt(around, x, y)));
      const to = points.at(-1)!;
      const cutsOff = own!.some((other) => other.some((point) => distance(point, to) < params.cut));
      if (height < params.height || deep < params.deep || cutsOff) return null;
      return { ...of, from, points, says: height * points.length };
    }
  };
}

/** Points by which the direction of a stroke's end is taken, and those of a way that lie on the outline's own ridge. */
const TAIL = 6;
const LEFT = 3;

/** The stroke and as much of the way as one cubic can follow; null where it can follow too little. */
function goOn(stroke: Float64Array, { last, points }: Way, params: typeof OVERLAPS): Float64Array | null {
  const line = sample(last ? stroke : reversePoints(stroke));
  for (const part of params.parts) {
    const way = points.slice(0, Math.ceil(part * points.length));
    const xy = Float64Array.from([...line, ...way].flat());
    if (way.length * params.follow.step < params.shortest) return null;
    const fitted = fitCubic(xy, 0, xy.length / 2 - 1).points.slice();
    const drawn = sample(fitted);
    const off = (from: readonly Point[]) =>
      Math.max(...from.map((point) => Math.min(...drawn.map((other) => distance(point, other)))));
    if (off(line) > params.outlineOff || off(way) > params.wayOff) continue;
    return last ? fitted : reversePoints(fitted);
  }
  return null;
}

/** The same stroke drawn from its end. */
function reversePoints([x0, y0, x1, y1, x2, y2, x3, y3]: Float64Array): Float64Array {
  return Float64Array.of(x3!, y3!, x2!, y2!, x1!, y1!, x0!, y0!);
}

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by);

/** Points about two pixels apart of each stroke of (k, 4, 2). */
function sampleAll(points: Float64Array): Point[][] {
  return Array.from({ length: points.length / POINT_STRIDE }, (_, s) =>
    sample(points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE)),
  );
}

function sample(cubic: Float64Array): Point[] {
  const steps = Math.max(4, Math.ceil(polylineLength(cubic) / 2));
  return Array.from({ length: steps + 1 }, (_, k) => evaluate(cubic, k / steps));
}
