/** Where strokes start, for every seed of a run. */
import { resample } from '../photo/resample.ts';
import type { Random } from '../random.ts';
import { saliencyMap } from '../saliency/map.ts';
import { saliencyStart } from '../saliency/sample.ts';
import { POINT_STRIDE } from '../strokes/stroke.ts';
import { type ContourInput, type ContourPlan, pickContours, planContours } from '../contours/map.ts';
import { drawFeatures } from './features.ts';
import { evaluate } from '../lines/fit.ts';
import { findLimbs, WIDE } from '../contours/limbs.ts';
import { planSilhouette, type Silhouette } from './silhouette.ts';

export interface Start {
  /** Control points (strokes, 4, 2) in units of the image's width and height, at least as many as asked for. */
  readonly points: Float64Array;
  /** How many of the strokes asked for follow edges; the others start where the network looks. */
  readonly edges: number;
}

export interface StartPlan {
  /**
   * @param random the seed's own
   * @param plain true for seeds that take what matters most as it is
   * @param drawn control points (k, 4, 2) of strokes that are on the paper already, in the same units
   */
  start(count: number, random: Random, plain: boolean, drawn?: Float64Array): Start;
  /** Ways to draw the subject's whole outline, in the same units; none where no subject stands out. */
  outlines(): readonly Silhouette[];
  /** Control points (k, 4, 2), in the same units, of the eyes and noses that `count` strokes have room for. */
  features(count: number): Float64Array;
}

/** Area of the grid on which the paper's start points are sampled. */
const SAMPLING_AREA = 224 * 224;
/** How strongly a seed's taste changes what it finds important: standard deviation of the logarithm. */
const TASTE = 0.35;
/** Cells of a taste along the longer side. */
const TASTE_CELLS = 6;

/** Contours to choose from for each one that is asked for. */
const SPARE = 2;

/** Contours to choose from as far as there are edges, the paper's short strokes for the rest. */
export function planContourStart(input: ContourInput, plan = planContours(input)): StartPlan {
  let rest: StartPlan | undefined;
  const { width, height } = input.image;
  return {
    start(count, random, plain, drawn = new Float64Array(0)) {
      const wanted = plain ? plan : withTaste(plan, random);
      const pieces = pickContours(wanted, count, { drawn: flattenAll(drawn, width, height), spare: SPARE });
      const points = new Float64Array(Math.max(count, pieces.length) * POINT_STRIDE);
      pieces.forEach((piece, s) => {
        points.set(scaled(piece.points, 1 / width, 1 / height), s * POINT_STRIDE);
      });
      const missing = count - pieces.length;
      if (missing > 0) {
        rest ??= planSaliencyStart(input);
        const own = random.fork(`beside ${drawn.length}`);
        points.set(rest.start(missing, own, plain).points, pieces.length * POINT_STRIDE);
      }
      return { points, edges: Math.min(count, pieces.length) };
    },
    outlines() {
      const mask = input.mask && { width, height, data: input.mask };
      if (!mask) return [];
      return [null, plan.limbs, findLimbs(mask, WIDE)].flatMap((limbs) => {
        const silhouette = planSilhouette(mask, limbs);
        if (!silhouette) return [];
        const { fewest, divide } = silhouette;
        return [{ fewest, divide: (count: number) => scaled(divide(count), 1 / width, 1 / height) }];
      });
    },
    features: (count) => scaled(drawFeatures(input.features, count), 1 / width, 1 / height),
  };
}

/** The paper's start: first points sampled from saliency times edges. Where there are no edges, from saliency alone. */
export function planSaliencyStart({ image, mask, attention }: ContourInput): StartPlan {
  const scale = Math.sqrt(SAMPLING_AREA / (image.width * image.height));
  const width = Math.max(8, Math.round(image.width * scale));
  const height = Math.max(8, Math.round(image.height * scale));
  const shrink = (data: Float32Array, channels: number) =>
    resample(data, image.width, image.height, channels, width, height);
  const looked = shrink(mask ? attention.map((v, i) => v * mask[i]) : attention, 1);
  const onEdges = saliencyMap({ width, height, data: shrink(image.data, 3) }, looked);
  const everywhere = { width, height, data: looked.map((v) => v + 1e-3) };
  const candidates = onEdges.data.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
  return {
    start(count, random) {
      const enough = candidates >= count;
      const points = saliencyStart(enough ? onEdges : everywhere, count, random.fork('saliency'));
      return { points: scaled(points, 1 / width, 1 / height), edges: enough ? count : 0 };
    },
    outlines: () => [],
    features: () => new Float64Array(0),
  };
}

function scaled(points: Float64Array, x: number, y: number): Float64Array {
  return points.map((v, i) => v * (i % 2 === 0 ? x : y));
}

/** Polylines in pixels, about a pixel apart, of control points in units. */
function flattenAll(points: Float64Array, width: number, height: number): Float64Array[] {
  const pixels = scaled(points, width, height);
  return Array.from({ length: points.length / POINT_STRIDE }, (_, s) => {
    const cubic = pixels.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
    const steps = Math.ceil(Math.hypot(...cubic.subarray(2).map((v, i) => v - cubic[i]))) + 1;
    return Float64Array.from(Array.from({ length: steps + 1 }, (_, k) => evaluate(cubic, k / steps)).flat());
  });
}

function withTaste(plan: ContourPlan, random: Random): ContourPlan {
  const { width, height, data } = plan.importance;
  const scale = TASTE_CELLS / Math.max(width, height);
  const columns = Math.max(2, Math.round(width * scale));
  const rows = Math.max(2, Math.round(height * scale));
  const own = random.fork('taste');
  const noise = Float32Array.from({ length: columns * rows }, () => TASTE * own.normal());
  const taste = resample(noise, columns, rows, 1, width, height);
  return { ...plan, importance: { width, height, data: data.map((v, i) => v * Math.exp(taste[i])) } };
}
