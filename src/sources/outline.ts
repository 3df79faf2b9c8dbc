/** The subject's outline: in pieces, and whole. */
import { besideLimbs, findLimbs, LIMBS, type Limbs } from '../contours/limbs.ts';
import { FOLLOWED } from '../lines/followed.ts';
import { SPLIT } from '../lines/pieces.ts';
import { blur } from '../raster/blur.ts';
import { mapValues, type Plane } from '../raster/raster.ts';
import { mean } from '../sums.ts';
import { divideInnerLines, INNER_LINES } from './inner-lines.ts';
import { OVERLAPS, planOverlaps } from './overlaps.ts';
import { joinPieces, piecesOf } from './pieces.ts';
import type { Source, Whole } from './source.ts';
import { planWholeOutline, WHOLE_OUTLINE } from './whole-outline.ts';

const OUTLINE = {
  exact: SPLIT,
  /** Simpler outlines bend less. */
  simpler: { ...SPLIT, spacing: 10 },
  whole: WHOLE_OUTLINE,
  inner: INNER_LINES,
  overlaps: OVERLAPS,
  /** An outline that so few strokes cannot follow so near is drawn more evenly too, by a blur of the mask of this deviation in working pixels... */
  jagged: FOLLOWED,
  evened: 6,
  /** ...where at least this part of its length is left: a palm's fronds, which are no jags, would be lost. */
  evenedLength: 0.68,
  /** Limbs that one line can stand for, though two would show their width. */
  wideLimbs: { ...LIMBS, scales: [...LIMBS.scales, 9, 12] },
  /** How much more a head's outline counts than the rest when it is divided: a muzzle's concavity against a back's curve. */
  head: 6,
  /** Standard deviation in working pixels of the head's border. */
  headBlur: 10,
  /**
   * How much more a notch counts that is so deep that the subject is all around it: people divide forms there (D. Hoffman, W. Richards, "Parts
   * of recognition", 1984).
   */
  notch: 20,
  /** Standard deviation in working pixels of the blur that shows notches: how large they are. */
  notchBlur: 8,
  /** The rest counts less so that the mean along the outline stays, but by no more than this factor: petals are all notches. */
  mostNotches: 1.3,
};

export const outline: Source<typeof OUTLINE> = {
  name: 'outline',
  describe:
    'The edge of the subject’s mask, whatever textures it passes: exact and simpler ones in pieces, and the whole in as many strokes as asked for, with limbs as part of it or as single lines.',
  params: OUTLINE,
  propose(map, params) {
    const { mask, owners = null, outline: lines, limbs, heads } = map;
    if (!mask) return {};
    return {
      pieces: () => {
        const pieces = lines.map((chains, k) => piecesOf(chains, k === 0 ? params.exact : params.simpler));
        return besideLimbs(joinPieces(pieces), limbs);
      },
      inner: () => divideInnerLines(map, params.inner),
      goOn: () => planOverlaps({ ...map, mask }, params.overlaps),
      wholes: () => {
        const extra = importanceAlong(mask, heads, params);
        const plan = (thin: Limbs | null, of = mask) =>
          planWholeOutline(of, thin, params.whole, extra, owners);
        const broad = plan(null);
        const withLimbs = limbs && limbs.chains.length > 0 ? plan(limbs) : broad;
        const { jagged } = params;
        const even =
          broad && broad.distance(jagged.strokes) > jagged.farthest
            ? plan(null, blur(mask, params.evened))
            : null;
        const evened = broad && even && even.length >= params.evenedLength * broad.length ? even : null;
        // few strategies ask for it
        const simplified = simplifiedWhole(() => plan(findLimbs(mask, params.wideLimbs)));
        return [broad, withLimbs, evened, simplified].filter((whole) => whole !== null);
      },
    };
  },
};

/** Planned when it is first asked for; where there is nothing to draw, it cannot be drawn. */
function simplifiedWhole(plan: () => Whole | null): Whole {
  let planned: Whole | null | undefined;
  const whole = () => {
    if (planned === undefined) planned = plan();
    return planned;
  };
  return {
    simplified: true,
    get length() {
      return whole()?.length ?? 0;
    },
    fewest: (count) => whole()?.fewest(count) ?? null,
    distance: (count) => whole()?.distance(count) ?? Number.POSITIVE_INFINITY,
    divide: (count) => whole()?.divide(count) ?? new Float64Array(0),
  };
}

/**
 * What each place counts beyond 1, >= 0: heads more than the rest, and notches more than curves, which count less by as much.
 * @param heads in [0, 1], of the mask's size
 */
export function importanceAlong(mask: Plane, heads: Plane, params: typeof OUTLINE = OUTLINE): Plane {
  const around = blur(mask, params.notchBlur).data;
  const notches = around.map((v) => 1 + params.notch * Math.max(0, 2 * v - 1));
  const soft = blur(mask, params.whole.lines.softness).data;
  const edge = notches.filter((_, i) => soft[i] >= 0.25 && soft[i] < 0.75);
  const rest = Math.min(edge.length > 0 ? mean(edge) : 1, params.mostNotches);
  return mapValues(blur(heads, params.headBlur), (v, i) =>
    Math.max(0, ((1 + params.head * v) * notches[i]) / rest - 1),
  );
}
