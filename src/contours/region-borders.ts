/** Lines along the borders between regions. */
import { endOf, type LineEnd, type Point, type Polyline } from '../lines/polyline.ts';

export const REGION_BORDERS = {
  /** Binomial passes that smooth a border, whose pixels are a staircase: a standard deviation of about 4.5 pixels. */
  smoothing: 40,
  /** Where several borders meet, two are one line when it turns by no more than so many degrees there. */
  turn: 40,
};

/** A border, and a pixel on each side of each of its steps. */
interface Border {
  readonly points: Point[];
  /** A pair of labels for each step between two points. */
  readonly between: (readonly [number, number])[];
  readonly closed: boolean;
}

/** A line along borders, with what lies on both sides of each point. */
export interface BorderLine extends Polyline {
  readonly between: readonly (readonly [number, number])[];
}

/** Steps to the right, down, left and up along the sides of pixels. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * @param labels of pixels, (height, width), negative where they are in no region: such pixels have no borders
 * @returns lines in pixels, their points about one pixel apart
 */
export function traceRegionBorders(labels: Int32Array, width: number, params = REGION_BORDERS): BorderLine[] {
  return joinStraight(traceBorders(labels, width), params.turn).map(({ points, between, closed }) => ({
    xy: smooth(points, closed, params.smoothing),
    closed,
    between: points.map((_, k) => between[Math.min(k, between.length - 1)]),
  }));
}

/** All borders, each from where one ends or several meet to the next such place, or once round. */
function traceBorders(labels: Int32Array, width: number): Border[] {
  const height = labels.length / width;
  const columns = width + 1;
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? -1 : labels[y * width + x];
  /** The labels on both sides of a step from a corner, or null where there is no border. */
  const sides = (x: number, y: number, step: number): readonly [number, number] | null => {
    const pair: readonly [number, number] = [
      [at(x, y - 1), at(x, y)],
      [at(x - 1, y), at(x, y)],
      [at(x - 1, y - 1), at(x - 1, y)],
      [at(x - 1, y - 1), at(x, y - 1)],
    ][step] as [number, number];
    return pair[0] >= 0 && pair[1] >= 0 && pair[0] !== pair[1] ? pair : null;
  };
  const passed = new Uint8Array(columns * (height + 1));
  const free = (x: number, y: number) =>
    [0, 1, 2, 3].filter((step) => sides(x, y, step) && !(passed[y * columns + x] & (1 << step)));
  const pass = (x: number, y: number, step: number): Point => {
    const [u, v] = [x + STEPS[step][0], y + STEPS[step][1]];
    passed[y * columns + x] |= 1 << step;
    passed[v * columns + u] |= 1 << ((step + 2) % 4);
    return [u, v];
  };
  const isNode = (x: number, y: number) => [0, 1, 2, 3].filter((step) => sides(x, y, step)).length !== 2;
  const walk = (fromX: number, fromY: number, first: number): Border => {
    const points: Point[] = [[fromX, fromY]];
    const between: (readonly [number, number])[] = [];
    for (let [x, y, step] = [fromX, fromY, first]; ; ) {
      between.push(sides(x, y, step)!);
      [x, y] = pass(x, y, step);
      if (x === fromX && y === fromY) return { points, between, closed: !isNode(x, y) };
      points.push([x, y]);
      if (isNode(x, y)) return { points, between, closed: false };
      [step] = free(x, y);
    }
  };
  const borders: Border[] = [];
  const corners: Point[] = Array.from({ length: passed.length }, (_, i) => [
    i % columns,
    Math.floor(i / columns),
  ]);
  for (const [x, y] of corners)
    if (isNode(x, y)) for (const step of free(x, y)) borders.push(walk(x, y, step));
  for (const [x, y] of corners) for (const step of free(x, y).slice(0, 1)) borders.push(walk(x, y, step));
  return borders;
}

interface End extends LineEnd {
  readonly border: Border;
  readonly first: boolean;
}

/** Where borders meet, the two that go on straightest become one, again and again. */
function joinStraight(borders: readonly Border[], turn: number): Border[] {
  const joined = new Set(borders);
  const straight = -Math.cos((turn * Math.PI) / 180);
  for (;;) {
    const ends = [...joined].filter(({ closed }) => !closed).flatMap(endsOf);
    const pair = straightestPair(ends, straight);
    if (!pair) return [...joined];
    const [a, b] = pair;
    joined.delete(a.border);
    joined.delete(b.border);
    joined.add(concatenate(a, b));
  }
}

function endsOf(border: Border): End[] {
  const line = { xy: Float64Array.from(border.points.flat()), closed: false };
  return [true, false].map((first) => ({ ...endOf(line, first), border, first }));
}

function straightestPair(ends: readonly End[], straight: number): [End, End] | null {
  const byPlace = new Map<string, End[]>();
  for (const end of ends) {
    const place = end.at.join();
    byPlace.set(place, [...(byPlace.get(place) ?? []), end]);
  }
  let best: [End, End] | null = null;
  let least = straight;
  for (const here of byPlace.values()) {
    here.forEach((a, k) => {
      for (const b of here.slice(k + 1)) {
        const cosine = a.direction[0] * b.direction[0] + a.direction[1] * b.direction[1];
        if (a.border === b.border || cosine >= least) continue;
        least = cosine;
        best = [a, b];
      }
    });
  }
  return best;
}

/** One border that ends where `b` begins. */
function concatenate(a: End, b: End): Border {
  const [one, other] = [a.first ? reversed(a.border) : a.border, b.first ? b.border : reversed(b.border)];
  return {
    points: [...one.points, ...other.points.slice(1)],
    between: [...one.between, ...other.between],
    closed: false,
  };
}

const reversed = ({ points, between, closed }: Border): Border => ({
  points: points.toReversed(),
  between: between.toReversed(),
  closed,
});

/** Binomial smoothing; open ends stay where they are. */
function smooth(points: readonly Point[], closed: boolean, passes: number): Float64Array {
  let current = Float64Array.from(points.flat());
  const n = points.length;
  for (let pass = 0; pass < passes; pass++) {
    const next = Float64Array.from(current);
    for (let k = closed ? 0 : 1; k < (closed ? n : n - 1); k++) {
      const [before, after] = [(k + n - 1) % n, (k + 1) % n];
      for (let c = 0; c < 2; c++) {
        next[2 * k + c] = (current[2 * before + c] + 2 * current[2 * k + c] + current[2 * after + c]) / 4;
      }
    }
    current = next;
  }
  return current;
}
