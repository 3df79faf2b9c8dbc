/**
 * Strokes of ink on paper, and the exact vector-Jacobian product.
 *
 * At distance d from its polyline, a stroke of radius r covers
 *     c(d, r) = G(d + r) - G(d - r),   G(x) = integral up to x of a tent of half width H,
 * a strip of width 2r seen through a pixel filter: right for hairlines too, and d is the distance to the nearest segment, so
 * ends and joints are round. H = sqrt(1/2) gives the tent the variance of a unit box. The box itself would make the
 * gradient jump as edges cross pixel centres: its error against the integral over the exact outline is two to three times as large.
 * Strokes are composited by multiplying transparencies: ink = 1 - prod_s (1 - c_s).
 *
 * Backward: d ink / d c_s = prod_{j != s} (1 - c_j); dc/dd = G'(d + r) - G'(d - r);
 * and with q = (1 - t) A + t B the nearest point and n = (p - q) / d, the distance changes by -(1 - t) n.dA - t n.dB. (t needs
 * no derivative: it minimises d.) At distance 0 the coverage is flat.
 */
import type { Polylines } from '../strokes/bezier.ts';

/** Half width of the pixel filter. */
const H = Math.SQRT1_2;

/** What the backward pass needs of one forward pass: a row for each (stroke, pixel) that meet. Buffers grow and are kept. */
export interface Tape {
  entries: number;
  /** (S + 1): rows of stroke s are strokeStarts[s] .. strokeStarts[s + 1] - 1. */
  strokeStarts: Int32Array;
  /** Flat pixel index y * width + x. */
  pixel: Int32Array;
  /** Index of the nearest segment's first point. */
  segment: Int32Array;
  /** Position of the nearest point on that segment, in [0, 1]. */
  along: Float64Array;
  /** Squared distance. */
  distance2: Float64Array;
  coverage: Float64Array;
  /** Product of the other strokes' transparencies at the pixel. */
  others: Float64Array;
}

export interface Ink {
  readonly polylines: Polylines;
  /** (S), pixels. */
  readonly radii: Float64Array;
}

export interface Rasterizer {
  /**
   * Draws `ink` into out[offset .. offset + width * height), coverage in [0, 1], row-major, and records it on `tape`.
   * Segments with a NaN end and strokes of radius 0 or less are not drawn.
   */
  forward(ink: Ink, tape: Tape, out: Float32Array | Float64Array, offset: number): void;
  /** Adds to `into` (P, 2) the polylines' gradient of the forward pass on `tape`, given that on its output. */
  backward(
    ink: Ink,
    tape: Tape,
    gradient: Float32Array | Float64Array,
    offset: number,
    into: Float64Array,
  ): void;
}

export function createTape(): Tape {
  return {
    entries: 0,
    strokeStarts: new Int32Array(1),
    pixel: new Int32Array(0),
    segment: new Int32Array(0),
    along: new Float64Array(0),
    distance2: new Float64Array(0),
    coverage: new Float64Array(0),
    others: new Float64Array(0),
  };
}

/** A rasterizer for one canvas size; its scratch memory serves any number of tapes. */
export function createRasterizer(width: number, height: number): Rasterizer {
  /** Row of the tape that the stroke in work has at a pixel; older strokes' rows are smaller. */
  const rowAt = new Int32Array(width * height).fill(-1);
  /** Product of the transparencies that are not 0, and how many are 0. */
  const product = new Float64Array(width * height).fill(1);
  const opaque = new Int32Array(width * height);

  /** Notes on the tape every pixel within reach of the segment that starts at point i, unless another segment is nearer. */
  function visitSegment(points: Float64Array, i: number, radius: number, tape: Tape, firstRow: number): void {
    const ax = points[2 * i];
    const ay = points[2 * i + 1];
    const bx = points[2 * i + 2];
    const by = points[2 * i + 3];
    const dx = bx - ax;
    const dy = by - ay;
    const reach = radius + H;
    const reach2 = reach * reach;
    const length2 = dx * dx + dy * dy;
    const perLength2 = length2 > 0 ? 1 / length2 : 0;
    const slope = dy !== 0 ? dx / dy : 0;
    const halfSpan = dy !== 0 ? (reach * Math.sqrt(length2)) / Math.abs(dy) : Number.POSITIVE_INFINITY;
    const xLow = Math.min(ax, bx) - reach;
    const xHigh = Math.max(ax, bx) + reach;
    const yFirst = Math.max(0, Math.ceil(Math.min(ay, by) - reach - 0.5));
    const yLast = Math.min(height - 1, Math.floor(Math.max(ay, by) + reach - 0.5));
    for (let y = yFirst; y <= yLast; y++) {
      const ey = y + 0.5 - ay;
      // where the row crosses the strip of half width `reach` around the segment's line
      const middle = ax + ey * slope;
      const low = Math.max(xLow, middle - halfSpan);
      const high = Math.min(xHigh, middle + halfSpan);
      const xLast = Math.min(width - 1, Math.floor(high - 0.5));
      for (let x = Math.max(0, Math.ceil(low - 0.5)); x <= xLast; x++) {
        const ex = x + 0.5 - ax;
        let t = (ex * dx + ey * dy) * perLength2;
        if (t < 0) t = 0;
        else if (t > 1) t = 1;
        const rx = ex - t * dx;
        const ry = ey - t * dy;
        const distance2 = rx * rx + ry * ry;
        if (!(distance2 < reach2)) continue;
        const p = y * width + x;
        let row = rowAt[p];
        if (row < firstRow) {
          row = tape.entries++;
          if (row >= tape.pixel.length) grow(tape);
          rowAt[p] = row;
          tape.pixel[row] = p;
        } else if (distance2 >= tape.distance2[row]) continue;
        tape.segment[row] = i;
        tape.along[row] = t;
        tape.distance2[row] = distance2;
      }
    }
  }

  return {
    forward({ polylines, radii }, tape, out, offset) {
      const strokes = radii.length;
      if (tape.strokeStarts.length !== strokes + 1) tape.strokeStarts = new Int32Array(strokes + 1);
      tape.entries = 0;
      for (let s = 0; s < strokes; s++) {
        tape.strokeStarts[s] = tape.entries;
        const last = radii[s] > 0 ? polylines.starts[s + 1] - 1 : 0;
        for (let i = polylines.starts[s]; i < last; i++) {
          visitSegment(polylines.points, i, radii[s], tape, tape.strokeStarts[s]);
        }
        for (let e = tape.strokeStarts[s]; e < tape.entries; e++) {
          const d = Math.sqrt(tape.distance2[e]);
          const coverage = edge(d + radii[s]) - edge(d - radii[s]);
          tape.coverage[e] = coverage;
          const transparency = 1 - coverage;
          if (transparency > 0) product[tape.pixel[e]] *= transparency;
          else opaque[tape.pixel[e]]++;
        }
      }
      tape.strokeStarts[strokes] = tape.entries;

      out.fill(0, offset, offset + width * height);
      for (let s = 0; s < strokes; s++) {
        for (let e = tape.strokeStarts[s]; e < tape.strokeStarts[s + 1]; e++) {
          const p = tape.pixel[e];
          const transparency = 1 - tape.coverage[e];
          const zeros = opaque[p];
          if (transparency > 0) tape.others[e] = zeros === 0 ? product[p] / transparency : 0;
          else tape.others[e] = zeros === 1 ? product[p] : 0;
          out[offset + p] = zeros === 0 ? 1 - product[p] : 1;
        }
      }
      for (let e = 0; e < tape.entries; e++) {
        const p = tape.pixel[e];
        rowAt[p] = -1;
        product[p] = 1;
        opaque[p] = 0;
      }
    },

    backward({ polylines, radii }, tape, gradient, offset, into) {
      const { points } = polylines;
      for (let s = 0; s < radii.length; s++) {
        const r = radii[s];
        for (let e = tape.strokeStarts[s]; e < tape.strokeStarts[s + 1]; e++) {
          const p = tape.pixel[e];
          const onCoverage = gradient[offset + p] * tape.others[e];
          if (onCoverage === 0) continue;
          const d = Math.sqrt(tape.distance2[e]);
          const outer = edgeSlope(d - r);
          const inner = edgeSlope(d + r);
          if (d === 0 || inner === outer) continue;
          const perDistance = (onCoverage * (outer - inner)) / d;
          const i = 2 * tape.segment[e];
          const t = tape.along[e];
          const x = (p % width) + 0.5 - points[i] - t * (points[i + 2] - points[i]);
          const y = Math.floor(p / width) + 0.5 - points[i + 1] - t * (points[i + 3] - points[i + 1]);
          const gx = perDistance * x;
          const gy = perDistance * y;
          into[i] += (1 - t) * gx;
          into[i + 1] += (1 - t) * gy;
          into[i + 2] += t * gx;
          into[i + 3] += t * gy;
        }
      }
    },
  };
}

/** Integral of the tent from minus infinity to x. */
function edge(x: number): number {
  if (x <= -H) return 0;
  if (x >= H) return 1;
  const rest = H - Math.abs(x);
  return x < 0 ? rest * rest : 1 - rest * rest; // 2 H^2 = 1
}

/** The tent. */
function edgeSlope(x: number): number {
  return 2 * Math.max(0, H - Math.abs(x));
}

function grow(tape: Tape): void {
  const capacity = Math.max(4096, tape.pixel.length * 2);
  const longer = <T extends Int32Array | Float64Array>(old: T, next: T): T => {
    next.set(old);
    return next;
  };
  tape.pixel = longer(tape.pixel, new Int32Array(capacity));
  tape.segment = longer(tape.segment, new Int32Array(capacity));
  tape.along = longer(tape.along, new Float64Array(capacity));
  tape.distance2 = longer(tape.distance2, new Float64Array(capacity));
  tape.coverage = longer(tape.coverage, new Float64Array(capacity));
  tape.others = longer(tape.others, new Float64Array(capacity));
}
