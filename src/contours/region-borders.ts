/** Lines along the borders between regions. */
import { endOf, type LineEnd, type Point, type Polyline, smoothLine } from '../lines/polyline.ts';

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

/** Steps to the right, down, left and up along the sides of pixels; a set of them is a number with their bits. */
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
  return joinStraight(traceBorders(labels, width), params).map(({ points, between, closed }) => ({
    xy: smoothLine(Float64Array.from(points.flat()), closed, params.smoothing),
    closed,
    between: points.map((_, k) => between[Math.min(k, between.length - 1)]),
  }));
}

/** All borders, each from where one ends or several meet to the next such place, or once round. */
function traceBorders(labels: Int32Array, width: number): Border[] {
  const columns = width + 1;
  const steps = stepsAlongBorders(labels, width);
  const left = Uint8Array.from(steps);
  const isEnd = (corner: number) => !isPair(steps[corner]);
  const walk = (start: number): Border => {
    const points: Point[] = [];
    const between: (readonly [number, number])[] = [];
    for (let corner = start; ; ) {
      const [x, y] = [corner % columns, Math.floor(corner / columns)];
      points.push([x, y]);
      if (corner !== start && isEnd(corner)) return { points, between, closed: false };
      const step = lowest(left[corner]);
      between.push(besideStep(labels, width, x, y, step));
      const next = corner + STEPS[step][0] + columns * STEPS[step][1];
      left[corner] &= ~(1 << step);
      left[next] &= ~(1 << ((step + 2) % 4));
      if (next === start) {
        const closed = !isEnd(start);
        if (!closed) points.push(points[0]);
        return { points, between, closed };
      }
      corner = next;
    }
  };
  const borders: Border[] = [];
  // first those that end somewhere, then those that go round
  for (const ends of [true, false]) {
    for (let corner = 0; corner < left.length; corner++) {
      while (left[corner] !== 0 && isEnd(corner) === ends) borders.push(walk(corner));
    }
  }
  return borders;
}

/** For each corner of the pixels, the steps from it that lead along a border. */
function stepsAlongBorders(labels: Int32Array, width: number): Uint8Array {
  const columns = width + 1;
  const height = labels.length / width;
  const steps = new Uint8Array(columns * (height + 1));
  const differ = (i: number, j: number) => labels[i] >= 0 && labels[j] >= 0 && labels[i] !== labels[j];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [pixel, corner] = [y * width + x, y * columns + x];
      if (y > 0 && differ(pixel - width, pixel)) {
        steps[corner] |= 1;
        steps[corner + 1] |= 4;
      }
      if (x > 0 && differ(pixel - 1, pixel)) {
        steps[corner] |= 2;
        steps[corner + columns] |= 8;
      }
    }
  }
  return steps;
}

/** The labels on both sides of a step from a corner. */
function besideStep(labels: Int32Array, width: number, x: number, y: number, step: number): [number, number] {
  const [column, row] = [step === 2 ? x - 1 : x, step === 3 ? y - 1 : y];
  const pixel = row * width + column;
  return [labels[step % 2 === 0 ? pixel - width : pixel - 1], labels[pixel]];
}

const lowest = (steps: number) => 31 - Math.clz32(steps & -steps);
/** Whether a set has two steps: a border goes on, and no other meets it. */
const isPair = (steps: number) => [3, 5, 6, 9, 10, 12].includes(steps);

interface End extends LineEnd {
  readonly border: Border;
  readonly first: boolean;
}

/** Where borders meet, the two that go on straightest become one, again and again. */
function joinStraight(borders: readonly Border[], params: typeof REGION_BORDERS): Border[] {
  const joined = new Set(borders);
  const straight = -Math.cos((params.turn * Math.PI) / 180);
  const known = new Map<Border, End[]>();
  const endsOnce = (border: Border) => {
    const ends = known.get(border) ?? endsOf(border);
    known.set(border, ends);
    return ends;
  };
  for (;;) {
    const ends = [...joined].filter(({ closed }) => !closed).flatMap(endsOnce);
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
