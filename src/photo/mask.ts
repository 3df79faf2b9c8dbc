/**
 * The subject's mask: the network's soft, coarse subject map, sharpened to the photo's own edges and colours, so that thin
 * limbs which the map only hints at stay attached.
 *
 * Each pixel's prior joins the map with how much likelier its colour is inside the subject than outside (as GrabCut's
 * colour models do: C. Rother et al., 2004); the mask is the minimiser of a quadratic energy that pulls it to the prior and
 * together across similar neighbours (L. Grady, "Random walks for image segmentation", 2006). Both are repeated, the
 * mask taking the map's place.
 */
import { logistic, logit } from '../logit.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { quantiles } from '../raster/quantiles.ts';
import { mapValues, type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { colourBins, colourPosterior } from './colour-model.ts';
import { GROUND_EVIDENCE, weighGround } from './ground-evidence.ts';
import { HOLES, openHoles } from './holes.ts';
import { clearUnsureParts, MASK_PARTS } from './mask-parts.ts';
import { joinOpinions, OPINIONS, usableOpinion } from './opinions.ts';
import { findPlainGround, PLAIN_GROUND } from './plain-ground.ts';
import { createWalk } from './random-walk.ts';

export const MASK = {
  /** Side in cells of the square of whose area the grid is that the mask is found on. */
  side: 362,
  /** Times that colours are learned from the mask and the mask is found from them. */
  rounds: 3,
  /** Colour difference (OKLab) at which neighbours are held together with weight exp(-1/2). */
  edgeScale: 0.035,
  /** Pull of the prior against the pull of one like neighbour. */
  priorPull: 0.03,
  /** The same where the prior joins two opinions, whose borders are sharper. */
  joinedPull: 0.1,
  /** Part of the prior's log odds that colour gives; the map gives the rest. */
  colourShare: 0.3,
  /** Likelihoods are held so far from 0 and from 1. */
  doubt: 0.02,
  /** Where the stretched map is below this, colour alone counts less and less. */
  hint: 0.4,
  /** Sweeps of over-relaxation. */
  sweeps: 20,
  /** A subject map that spans less than this says nothing. */
  leastContrast: 0.12,
  opinions: OPINIONS,
  parts: MASK_PARTS,
  holes: HOLES,
  ground: PLAIN_GROUND,
  evidence: GROUND_EVIDENCE,
};

/**
 * @param subject how likely each pixel of `image` belongs to the subject, of its size, in [0, 1]
 * @param salience a second network's opinion on the same, or null
 * @returns soft mask of the same size in [0, 1], or null when the map finds no subject
 */
export function refineMask(
  image: RgbImage,
  subject: Plane,
  params = MASK,
  salience: Plane | null = null,
): Plane | null {
  const scale = Math.min(1, Math.sqrt((params.side * params.side) / (image.width * image.height)));
  const size = {
    width: Math.max(8, Math.round(image.width * scale)),
    height: Math.max(8, Math.round(image.height * scale)),
  };
  const first = stretch(resample(subject, size), params.leastContrast);
  const second = usableOpinion(first, salience && resample(salience, size), params.opinions);
  const found = joinOpinions(first, second, params.opinions);
  const planes = oklabPlanes(resample(image, size));
  const ground = findPlainGround(planes, found, params.ground);
  const evidence = ground && weighGround(ground, found, size, params.evidence);
  const map = evidence?.map ?? found;
  if (!map) return null;
  const lab = planes.map(({ data }) => data);
  const priorPull = second ? params.joinedPull : params.priorPull;
  const walk = createWalk(lab, size, { ...params, priorPull });
  const bins = colourBins(lab);
  let mask = map;
  for (let round = 0; round < params.rounds; round++) {
    const prior = joinPriors(map, colourPosterior(bins, mask), evidence?.odds ?? null, params);
    mask = plane(size, walk(prior.data));
  }
  const sharp = mapValues(mask, (v) => smoothstep(0.35, 0.65, v));
  clearUnsureParts(sharp, map, params.parts);
  openHoles(sharp, { lab, colour: colourPosterior(bins, sharp), opinion: first ?? map }, params.holes);
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

function joinPriors(
  map: Plane,
  colour: Plane,
  ground: Plane | null,
  { colourShare, hint, doubt }: typeof MASK,
): Plane {
  return mapValues(map, (v, i) => {
    const trust = colourShare * Math.min(1, v / hint);
    const odds = (1 - colourShare) * logit(v + 0.07, doubt) + trust * logit(colour.data[i], doubt);
    return logistic(2 * odds + (ground?.data[i] ?? 0));
  });
}
