/** How much a line within a subject says beside the others, by what illustrators would draw: see bench/lines. */
import type { Polyline } from '../lines/polyline.ts';
import { logistic } from '../logit.ts';
import { LINE_FEATURES, lineFeatures } from './line-features.ts';
import { LINE_BIAS, LINE_WEIGHTS } from './line-weights.ts';

export const LINE_WORTH = {
  features: LINE_FEATURES,
  /** A line that is so likely drawn says nothing, and one that is so likely all, with `above` of it at most where it is likelier still. */
  least: 0.25,
  most: 0.75,
  above: 1.2,
};

/** What each line says a pixel, in [0, `above`]; lines and their order as for `lineFeatures`. */
export function lineWorths(
  map: Parameters<typeof lineFeatures>[0],
  lines: readonly Polyline[],
  { features, least, most, above } = LINE_WORTH,
): number[] {
  return lineFeatures(map, lines, features).map((row) =>
    Math.min(above, Math.max(0, (likelihoodOf(row) - least) / (most - least))),
  );
}

/** How likely an illustrator draws a line, in (0, 1), by a logistic model. */
function likelihoodOf(features: Float32Array): number {
  return logistic(features.reduce((sum, v, k) => sum + v * LINE_WEIGHTS[k], LINE_BIAS));
}
