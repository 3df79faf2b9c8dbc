/**
 * The subject's mask: the network's soft, coarse subject map, sharpened to the photo's own edges and colours, so that thin
 * limbs which the map only hints at stay attached.
 *
 * Each pixel's prior joins the map with how much likelier its colour is inside the subject than outside (as GrabCut's
 * colour models do: C. Rother et al., 2004); the mask is the minimiser of a quadratic energy that pulls it to the prior and
 * together across similar neighbours (L. Grady, "Random walks for image segmentation", 2006). Both are repeated, the
 * mask taking the map's place.
 */
import { oklabPlanes } from '../raster/colour.ts';
import type { Size } from '../raster/frame.ts';
import { quantiles } from '../raster/quantiles.ts';
import { mapValues, type Plane, type RgbImage, withData } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { colourBins, colourPosterior } from './colour-model.ts';
import { GROUND_EVIDENCE, weighGround } from './ground-evidence.ts';
import { clearUnsureParts, MASK_PARTS } from './mask-parts.ts';
import { findPlainGround, PLAIN_GROUND } from './plain-ground.ts';

export const MASK = {
  /** Side in cells of the square of whose area the grid is that the mask is found on. */
  side: 362,
  rounds: 3,
  /** Colour difference (OKLab) at which neighbours are held together with weight exp(-1/2). */
  edgeScale: 0.035,
  /** Pull of the prior against the pull of one like neighbour. */
  priorPull: 0.03,
  /** Part of the prior's log odds that colour gives; the map gives the rest. */
  colourShare: 0.3,
  /** Where the stretched map is below this, colour alone counts less and less. */
  hint: 0.4,
  /** Sweeps of over-relaxation. */
  sweeps: 20,
  /** A subject map that spans less than this says nothing. */
  leastContrast: 0.12,
  parts: MASK_PARTS,
  ground: PLAIN_GROUND,
  evidence: GROUND_EVIDENCE,
};

/**
 * @param subject how likely each pixel of `image` belongs to the subject, of its size, in [0, 1]
 * @returns soft mask of the same size in [0, 1], or null when the map finds no subject
 */
export function refineMask(image: RgbImage, subject: Plane, params = MASK): Plane | null {
  const scale = Math.min(1, Math.sqrt((params.side * params.side) / (image.width * image.height)));
  const size = {
    width: Math.max(8, Math.round(image.width * scale)),
    height: Math.max(8, Math.round(image.height * scale)),
  };
  const found = stretch(resample(subject, size), params.leastContrast);
  const planes = oklabPlanes(resample(image, size));
  const ground = findPlainGround(planes, found, params.ground);
  const evidence = ground && weighGround(ground, found, size, params.evidence);
  const map = evidence?.map ?? found;
  if (!map) return null;
  const lab = planes.map(({ data }) => data);
  const links = neighbourWeights(lab, size, params.edgeScale);
  const bins = colourBins(lab);
  let mask = map;
  for (let round = 0; round < params.rounds; round++) {
    const prior = joinPriors(map, colourPosterior(bins, mask), evidence?.odds ?? null, params);
    mask = relax(prior, links, params);
  }
  const sharp = mapValues(mask, (v) => smoothstep(0.35, 0.65, v));
  clearUnsureParts(sharp, map, params.parts);
  return resample(sharp, image);
}

function smoothstep(low: number, high: number, v: number): number {
  const t = Math.min(1, Math.max(0, (v - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** The map's 5th percentile becomes 0 and its 95th 1; null when they are too close. */
function stretch(map: Plane, leastContrast: number): Plane | null {
  const [low, high] = quantiles(map.data, [0.05, 0.95]);
  if (high - low < leastContrast) return null;
  return mapValues(map, (v) => Math.min(1, Math.max(0, (v - low) / (high - low))));
}

/** Similarity of each cell to its right (even entries) and lower (odd entries) neighbour. */
function neighbourWeights(
  lab: readonly Float32Array[],
  { width, height }: Size,
  edgeScale: number,
): Float32Array {
  const weights = new Float32Array(2 * width * height);
  const similarity = (i: number, j: number) => {
    let square = 0;
    for (const plane of lab) square += (plane[i] - plane[j]) ** 2;
    return Math.exp(-square / (2 * edgeScale * edgeScale)) + 1e-3;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x + 1 < width) weights[2 * i] = similarity(i, i + 1);
      if (y + 1 < height) weights[2 * i + 1] = similarity(i, i + width);
    }
  }
  return weights;
}

function joinPriors(
  map: Plane,
  colour: Plane,
  ground: Plane | null,
  { colourShare, hint }: typeof MASK,
): Plane {
  const logit = (v: number) => {
    const p = Math.min(0.98, Math.max(0.02, v));
    return Math.log(p / (1 - p));
  };
  return mapValues(map, (v, i) => {
    const trust = colourShare * Math.min(1, v / hint);
    const odds = (1 - colourShare) * logit(v + 0.07) + trust * logit(colour.data[i]);
    return 1 / (1 + Math.exp(-2 * odds - (ground?.data[i] ?? 0)));
  });
}

/** Minimises sum w_ij (x_i - x_j)^2 + priorPull sum (x_i - prior_i)^2 by successive over-relaxation. */
function relax(prior: Plane, links: Float32Array, { sweeps, priorPull }: typeof MASK): Plane {
  const { width, height, data } = prior;
  const x = Float32Array.from(data);
  const omega = 1.8;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let v = 0; v < height; v++) {
      for (let u = 0; u < width; u++) {
        const i = v * width + u;
        let sum = priorPull * data[i];
        let weight = priorPull;
        if (u > 0) {
          sum += links[2 * (i - 1)] * x[i - 1];
          weight += links[2 * (i - 1)];
        }
        if (v > 0) {
          sum += links[2 * (i - width) + 1] * x[i - width];
          weight += links[2 * (i - width) + 1];
        }
        if (u + 1 < width) {
          sum += links[2 * i] * x[i + 1];
          weight += links[2 * i];
        }
        if (v + 1 < height) {
          sum += links[2 * i + 1] * x[i + width];
          weight += links[2 * i + 1];
        }
        x[i] += omega * (sum / weight - x[i]);
      }
    }
  }
  return withData(
    prior,
    x.map((v) => Math.min(1, Math.max(0, v))),
  );
}
