/** Features of strokes by themselves: how long they are, whether they meet, repeat each other, or lie alone. */
import { createStrokeSampler } from '../../../src/strokes/bezier.ts';
import type { Strokes } from '../../../src/strokes/stroke.ts';

/** Distances in pixels of a canvas of about 224 x 224. */
const STROKES = {
  /** Shorter strokes are dashes. */
  short: 16,
  /** Ends nearer to another stroke than this meet it. */
  meet: 4,
  /** Strokes nearer to each other than this, and within so many radians of each other's direction, draw a line twice... */
  doubled: 4,
  parallel: 0.4,
  /** ...but not so near to their ends, where they join. */
  joint: 6,
  /** Closed strokes shorter than this are small loops. */
  loop: 45,
  /** Distance between samples. */
  step: 2,
};

interface Line {
  /** (k, 2), about `step` apart. */
  readonly xy: readonly (readonly [number, number])[];
  /** Direction at each sample, in radians. */
  readonly angles: readonly number[];
  readonly length: number;
}

export function strokeFeatures(strokes: Strokes, params = STROKES): Record<string, number> {
  const lines = sampleLines(strokes, params.step);
  const count = lines.length;
  const lengths = lines.map(({ length }) => length);
  const total = lengths.reduce((sum, v) => sum + v, 0);
  const share = (is: (line: Line, k: number) => boolean) => lines.filter(is).length / count;
  const touches = lines.map((line, k) =>
    [line.xy[0]!, line.xy.at(-1)!].map((end) =>
      lines.some((other, j) => j !== k && nearest(other, end) <= params.meet),
    ),
  );
  const closed = ({ xy, length }: Line) => gap(xy[0]!, xy.at(-1)!) <= params.meet && length > 2 * params.meet;
  return {
    count: Math.log(count),
    length: Math.log(total),
    meanLength: Math.log(total / count),
    longest: Math.max(...lengths) / total,
    short: share(({ length }) => length < params.short),
    meet: touches.flat().filter(Boolean).length / (2 * count),
    alone: share((line, k) => !touches[k]!.some(Boolean) && !closed(line)),
    loops: share((line) => closed(line) && line.length < params.loop),
    doubled: doubledShare(lines, params),
    crossings: crossings(lines, params) / count,
    turning: lines.reduce((sum, line) => sum + turning(line), 0) / (total / 100),
    bends: lines.reduce((sum, line) => sum + Math.max(0, ...turns(line)), 0) / count,
  };
}

function sampleLines(strokes: Strokes, step: number): Line[] {
  const { points, starts } = createStrokeSampler().sample(strokes);
  return Array.from({ length: starts.length - 1 }, (_, s) => {
    const raw = Array.from(
      { length: starts[s + 1]! - starts[s]! },
      (_, k) => [points[2 * (starts[s]! + k)]!, points[2 * (starts[s]! + k) + 1]!] as const,
    );
    const length = raw.slice(1).reduce((sum, p, k) => sum + gap(p, raw[k]!), 0);
    const xy = evenly(raw, Math.max(2, Math.round(length / step)));
    const angles = xy.map((_, k) => {
      const [a, b] = [xy[Math.max(0, k - 1)]!, xy[Math.min(xy.length - 1, k + 1)]!];
      return Math.atan2(b[1] - a[1], b[0] - a[0]);
    });
    return { xy, angles, length };
  });
}

/** Points on a polyline at equal distances, its ends among them. */
function evenly(raw: readonly (readonly [number, number])[], parts: number): (readonly [number, number])[] {
  const at = [0];
  for (let k = 1; k < raw.length; k++) at.push(at[k - 1]! + gap(raw[k]!, raw[k - 1]!));
  let k = 1;
  return Array.from({ length: parts + 1 }, (_, i) => {
    const wanted = (at.at(-1)! * i) / parts;
    while (k < raw.length - 1 && at[k]! < wanted) k++;
    const [a, b] = [raw[k - 1]!, raw[k]!];
    const t = at[k]! > at[k - 1]! ? (wanted - at[k - 1]!) / (at[k]! - at[k - 1]!) : 0;
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])] as const;
  });
}

const gap = (a: readonly [number, number], b: readonly [number, number]) =>
  Math.hypot(a[0] - b[0], a[1] - b[1]);

const nearest = ({ xy }: Line, point: readonly [number, number]) =>
  Math.min(...xy.map((other) => gap(other, point)));

/** Part of all samples that another stroke draws once more. */
function doubledShare(lines: readonly Line[], { doubled, parallel, joint }: typeof STROKES): number {
  let [twice, all] = [0, 0];
  for (const [k, line] of lines.entries()) {
    for (const [i, point] of line.xy.entries()) {
      all++;
      const isDoubled = lines.some(
        (other, j) =>
          j !== k &&
          !nearEnds(line, point, joint) &&
          other.xy.some(
            (q, m) => gap(point, q) <= doubled && between(line.angles[i]!, other.angles[m]!) <= parallel,
          ),
      );
      if (isDoubled) twice++;
    }
  }
  return twice / all;
}

/** How often strokes go through each other, away from their ends. */
function crossings(lines: readonly Line[], { parallel, joint, step }: typeof STROKES): number {
  let found = 0;
  for (const [k, line] of lines.entries()) {
    for (const other of lines.slice(k + 1)) {
      const crossing = line.xy.some(
        (p, i) =>
          !nearEnds(line, p, joint) &&
          other.xy.some(
            (q, m) =>
              gap(p, q) <= step &&
              !nearEnds(other, q, joint) &&
              between(line.angles[i]!, other.angles[m]!) > parallel,
          ),
      );
      if (crossing) found++;
    }
  }
  return found;
}

const nearEnds = ({ xy }: Line, point: readonly [number, number], reach: number) =>
  gap(point, xy[0]!) <= reach || gap(point, xy.at(-1)!) <= reach;

/** Angle between two lines, whichever way they go, 0 to pi / 2. */
function between(a: number, b: number): number {
  const turn = Math.abs(a - b) % Math.PI;
  return Math.min(turn, Math.PI - turn);
}

/** How much the line turns at each of its samples, in radians. */
const turns = ({ angles }: Line) =>
  angles.slice(1).map((angle, k) => {
    const turn = Math.abs(angle - angles[k]!) % (2 * Math.PI);
    return Math.min(turn, 2 * Math.PI - turn);
  });

const turning = (line: Line) => turns(line).reduce((sum, v) => sum + v, 0);
