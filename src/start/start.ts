/** Where strokes start, for every seed of a run. */
import { resample } from '../photo/resample.ts';
import type { Random } from '../random.ts';
import { saliencyMap } from '../saliency/map.ts';
import { saliencyStart } from '../saliency/sample.ts';
import { type ContourInput, type ContourPlan, pickContours, planContours } from './contour.ts';

/** Side of the square, in area, at which the paper's start points are sampled. */
const SAMPLING_SIZE = 224;
/** How strongly a seed's own taste changes what it finds important: standard deviation of the log. */
const TASTE = 0.35;
/** Cells of a taste along the longer side. */
const TASTE_CELLS = 6;

export interface StartPlan {
  /** Control points (strokes, 4, 2) in units of the photo's width and height, and how many of them follow edges. */
  start(seed: Random, first: boolean): { readonly points: Float64Array; readonly edges: number };
}

/** Contours as far as there are edges, the paper's short strokes for the rest. The first seed has no taste of its own. */
export function planContourStart(input: ContourInput, strokes: number): StartPlan {
  const plan = planContours(input);
  const { width, height } = input.image;
  const rest = planSaliencyStart(input, strokes);
  return {
    start(seed, first) {
      const pieces = pickContours(first ? plan : withTaste(plan, seed), strokes);
      const points = new Float64Array(strokes * 8);
      if (pieces.length < strokes) points.set(rest.start(seed, first).points);
      pieces.forEach((piece, s) => {
        points.set(
          piece.points.map((v, i) => v / (i % 2 === 0 ? width : height)),
          s * 8,
        );
      });
      return { points, edges: pieces.length };
    },
  };
}

function withTaste(plan: ContourPlan, random: Random): ContourPlan {
  const { width, height, data } = plan.importance;
  const scale = TASTE_CELLS / Math.max(width, height);
  const columns = Math.max(2, Math.round(width * scale));
  const rows = Math.max(2, Math.round(height * scale));
  const noise = Float32Array.from({ length: columns * rows }, () => TASTE * random.normal());
  const taste = resample(noise, columns, rows, 1, width, height);
  return { ...plan, importance: { width, height, data: data.map((v, i) => v * Math.exp(taste[i])) } };
}

/** The paper's start: first points sampled from saliency times edges. Where there are no edges, from saliency alone. */
export function planSaliencyStart({ image, mask, attention }: ContourInput, strokes: number): StartPlan {
  const scale = Math.sqrt(SAMPLING_SIZE ** 2 / (image.width * image.height));
  const width = Math.max(8, Math.round(image.width * scale));
  const height = Math.max(8, Math.round(image.height * scale));
  const shrink = (data: Float32Array, channels: number) =>
    resample(data, image.width, image.height, channels, width, height);
  const looked = shrink(mask ? attention.map((v, i) => v * mask[i]) : attention, 1);
  const map = saliencyMap({ width, height, data: shrink(image.data, 3) }, looked);
  const candidates = map.data.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
  const usable = candidates >= strokes ? map : { ...map, data: looked.map((v) => v + 1e-3) };
  return {
    start(seed) {
      const points = saliencyStart(usable, strokes, seed.fork('saliency'));
      return {
        points: points.map((v, i) => v / (i % 2 === 0 ? width : height)),
        edges: candidates >= strokes ? strokes : 0,
      };
    },
  };
}
