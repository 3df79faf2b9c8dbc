/**
 * Two networks' opinions on what belongs to the subject, joined: one sees what a thing is but in patches of 14 pixels, the other sees
 * borders and legs but takes part of a large subject for all of it. Their log odds are averaged, a logarithmic opinion pool
 * (C. Genest and J. Zidek, "Combining probability distributions", 1986).
 */
import { logistic, logit } from '../logit.ts';
import { mapValues, type Plane } from '../raster/raster.ts';

export const OPINIONS = {
  /** Weight of the first opinion; the second has the rest of 1. */
  first: 0.4,
  /** Likelihoods are held so far from 0 and from 1. */
  doubt: 0.03,
  /** What is above this is likely. A second opinion to which nothing is likely is left out, ... */
  least: 0.5,
  /** ...nor one that agrees on less than this part of the first's area: of a palace it may see a tower alone, of a rider's portrait the hat. */
  part: 0.5,
};

/** The second opinion, or null where it says nothing, or agrees on too small a part of what the first takes for the subject. */
export function usableOpinion(
  first: Plane | null,
  second: Plane | null,
  { least, part } = OPINIONS,
): Plane | null {
  if (!second?.data.some((v) => v > least)) return null;
  if (!first) return second;
  let [own, both] = [0, 0];
  for (let i = 0; i < first.data.length; i++) {
    if (first.data[i] <= least) continue;
    own++;
    if (second.data[i] > least) both++;
  }
  return both >= part * own ? second : null;
}

/**
 * @param first and `second` how likely each cell belongs to the subject, in [0, 1], of one size; null from who finds none
 * @returns null when neither finds one
 */
export function joinOpinions(first: Plane | null, second: Plane | null, params = OPINIONS): Plane | null {
  if (!first || !second) return first ?? second;
  const odds = (v: number) => logit(v, params.doubt);
  return mapValues(first, (v, i) =>
    logistic(params.first * odds(v) + (1 - params.first) * odds(second.data[i])),
  );
}
