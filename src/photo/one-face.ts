/**
 * Which of the likely places are one face. A face is one eye or two, with a nose or without; each part counts by how far its log
 * odds exceed what such a part needs there, two eyes beside a nose also by how alike their distances from it are, and the face with
 * the largest sum is taken. So an eye beside a nose, or opposite another, needs less than one alone.
 */
import { logit } from '../logit.ts';
import { distance, type Peak } from './peaks.ts';

export const ONE_FACE = {
  /** Least likelihoods: of a first or only eye, alone and beside a nose; of the second one likewise; and of the nose. */
  eye: 0.87,
  eyeByNose: 0.4,
  otherEye: 0.93,
  otherEyeByNose: 0.51,
  nose: 0.68,
  /** What each first eye needs besides, in log odds, where the head is not sure. */
  doubt: 0,
  /** How far apart two eyes may be, in radii of the head. */
  apart: { least: 0.25, most: 1.46 },
  /** The nearer eye is from the nose at least this part of the other's distance... */
  leastSymmetry: 0.55,
  /** ...and the pair counts more above the second number, less below it, by so many log odds for a difference of 1. */
  evenSymmetry: 0.85,
  symmetryWeight: 4.8,
  /** The nose is from the middle between both eyes within these, in their distance. */
  noseBelow: { least: 0.14, most: 1.85 },
  /** What is further from the nose than this many radii of the head is not of its face, but an ear. */
  noseReach: 1.07,
  /** How many of the likeliest noses are tried. */
  mostNoses: 3,
};

export interface OneFace {
  /** One or two, the surer first. */
  readonly eyes: readonly Peak[];
  readonly nose?: Peak | undefined;
}

/** Log odds, finite for a likelihood of 1 too. */
const oddsOf = (likelihood: number) => logit(likelihood, 1e-6);

interface Scored extends OneFace {
  readonly score: number;
}

/**
 * @param eyes places with likelihoods in (0, 1), the likeliest first; noses likewise
 * @param headRadius in the same unit as places
 * @returns null where no eye is likely enough
 */
export function chooseFace(
  eyes: readonly Peak[],
  noses: readonly Peak[],
  headRadius: number,
  params: typeof ONE_FACE,
): OneFace | null {
  const likely = noses.filter(({ value }) => value >= params.nose).slice(0, params.mostNoses);
  let best: Scored | null = null;
  for (const nose of [undefined, ...likely])
    for (const face of facesWith(nose, eyes, headRadius, params))
      if (!best || face.score > best.score) best = face;
  return best && { eyes: best.eyes, nose: best.nose };
}

function facesWith(
  nose: Peak | undefined,
  eyes: readonly Peak[],
  headRadius: number,
  params: typeof ONE_FACE,
): Scored[] {
  const near = nose ? eyes.filter((eye) => distance(eye, nose) <= params.noseReach * headRadius) : eyes;
  const needed = oddsOf(nose ? params.eyeByNose : params.eye) + params.doubt;
  const ofNose = nose ? oddsOf(nose.value) - oddsOf(params.nose) : 0;
  return near.flatMap((first, i) => {
    const ofFirst = oddsOf(first.value) - needed;
    if (ofFirst < 0) return [];
    const one: Scored = { eyes: [first], nose, score: ofFirst + ofNose };
    const two = near.slice(i + 1).flatMap((second): Scored[] => {
      const gain = gainOfPair([first, second], nose, headRadius, params);
      return gain < 0 ? [] : [{ eyes: [first, second], nose, score: one.score + gain }];
    });
    return [one, ...two];
  });
}

/** What a second eye adds to the score; below 0 it is none. */
function gainOfPair(
  [first, second]: readonly [Peak, Peak],
  nose: Peak | undefined,
  headRadius: number,
  params: typeof ONE_FACE,
): number {
  const apart = distance(first, second);
  if (apart <= params.apart.least * headRadius || apart >= params.apart.most * headRadius) return -1;
  if (!nose) return oddsOf(second.value) - oddsOf(params.otherEye);
  const [a, b] = [distance(first, nose), distance(second, nose)];
  const symmetry = Math.min(a, b) / Math.max(a, b);
  const middle = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
  const below = distance(middle, nose) / apart;
  if (symmetry < params.leastSymmetry || below < params.noseBelow.least || below > params.noseBelow.most)
    return -1;
  const ofSymmetry = params.symmetryWeight * (symmetry - params.evenSymmetry);
  return oddsOf(second.value) - oddsOf(params.otherEyeByNose) + ofSymmetry;
}
