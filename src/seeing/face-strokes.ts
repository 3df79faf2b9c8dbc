/** A face in few strokes: which of its lines carry most of the likeness, each as one cubic. */
import { fitCubic } from '../lines/fit.ts';
import { concatStrokes, type Strokes, uniformStrokes } from '../strokes/stroke.ts';
import { drawIrises, visible } from './eye-strokes.ts';
import type { FaceDrawing, FaceLine, FaceLineKind } from './face-lines.ts';
import { distance } from './geometry.ts';
import type { EyeSide } from './mesh-points.ts';
import { resampleTrail, type Trail } from './trail.ts';

/** In the drawing's pixels, the most important stroke first; widths in those of the pen. */
export interface FaceStrokes extends Strokes {
  /** How much of the likeness each stroke carries, in [0, 1]. */
  readonly importance: readonly number[];
}

export const FACE_STROKES = {
  /** Heights of a face on a paper of 224 x 224, in its pixels, from which it has two dots, few lines, all lines. */
  dots: 14,
  few: 24,
  all: 48,
  /** Width of the pen there. */
  pen: 3,
  /** Width of the lines in that of the pen, which would run together in what is small beside the outline; irises keep it, or they would be rings. */
  fine: 0.7,
  /** Least and most radius of an iris' loop there, to the middle of the pen. */
  leastIris: 0.7,
  mostIris: 2.2,
  /** With at most so many strokes, a brow and the nose are one line... */
  merged: 7,
  /** ...and with so few, eyes and a mouth are all: a nose alone is a hook. */
  smiley: 3,
  /** With at least so many strokes, jaw and hairline are two lines each. */
  split: 13,
  /** From this openness on, in its widths, a mouth needs two lines, where strokes are not few... */
  wideOpen: 0.15,
  /** ...and the face has this height: in a smaller one both run together, and a smile is seen by its lower line. */
  teeth: 80,
  /** Around teeth, a lip whose middle is nearer to the mouth's line than this would run together with it. */
  lipsApart: 10,
  /** From this turn on, what is on the far side counts less, and nothing in a profile. */
  hidden: 0.6,
  /** From this turn on it is a profile, which the outline draws; the mesh has only the eye and the brow on this side right. */
  profile: 0.9,
  /** Share of the likeness, of each stroke. */
  shares: {
    eye: 1,
    mouth: 0.96,
    glasses: 0.955,
    browNose: 0.965,
    nose: 0.955,
    jaw: 0.95,
    moustache: 0.9,
    hairline: 1,
    /** With so few strokes as `merged`, where it would cost the nose or the jaw. */
    hairlineOfFew: 0.93,
    brow: 0.72,
    /** With so few strokes as `merged`, the brow that is not drawn with the nose: hair says more. */
    browOfFew: 0.6,
    beard: 0.72,
    lid: 0.6,
    upperTeeth: 0.64,
    noseBase: 0.5,
    lowerLip: 0.48,
    fold: 0.42,
    upperLip: 0.34,
    lowerLid: 0.25,
  },
  /** What a line that the photo hardly shows keeps of its share. */
  unclear: 0.45,
};

/** Strokes that are drawn together or not at all. */
interface Group {
  /** Of each of them. */
  readonly importance: number;
  readonly strokes: readonly Float64Array[];
  /** In widths of the pen. */
  readonly width: number;
}

const SIDES = ['right', 'left'] as const;

/**
 * @param budget strokes that may be spent on the face
 * @param heightOnPaper distance from the forehead to the chin on a paper of 224 x 224, in its pixels
 */
export function faceStrokes(
  drawing: FaceDrawing,
  budget: number,
  heightOnPaper: number,
  params: typeof FACE_STROKES = FACE_STROKES,
): FaceStrokes {
  const chosen: Group[] = [];
  const groups = groupsOf(drawing, budget, heightOnPaper, params);
  let count = 0;
  for (const group of groups.sort((a, b) => b.importance - a.importance)) {
    if (count + group.strokes.length > budget) continue;
    count += group.strokes.length;
    chosen.push(group);
  }
  return {
    ...concatStrokes(
      ...chosen.map(({ strokes, width }) =>
        uniformStrokes(
          strokes.flatMap((points) => [...points]),
          width,
        ),
      ),
    ),
    importance: chosen.flatMap(({ importance, strokes }) => strokes.map(() => importance)),
  };
}

function groupsOf(
  drawing: FaceDrawing,
  budget: number,
  height: number,
  params: typeof FACE_STROKES,
): Group[] {
  if (height < params.dots || budget < SIDES.length) return [];
  const eyes = {
    importance: params.shares.eye,
    strokes: drawIrises(drawing, height / drawing.height, params),
    width: 1,
  };
  if (height < params.few) return [eyes];
  const build = groupBuilder(drawing, params);
  if (Math.abs(drawing.turn) >= params.profile) {
    const near: EyeSide = drawing.turn > 0 ? 'right' : 'left';
    return [eyes, ...build([finder(drawing)('brow', near)], params.shares.brow)];
  }
  const mouth = height < params.teeth ? { ...drawing, openness: 0 } : drawing;
  const coarse = [eyes, ...coarseGroups(mouth, budget, params, build)];
  if (height < params.all || budget <= params.smiley) return coarse;
  return [...coarse, ...fineGroups(withoutCrowdedLips(drawing, height, params), params, build)];
}

type Build = (lines: readonly (FaceLine | undefined)[], share: number) => Group[];

/** Makes a group of lines, less important the less the photo shows them, and without those that a turned head hides. */
function groupBuilder({ turn }: FaceDrawing, params: typeof FACE_STROKES): Build {
  const width = params.fine;
  return (lines, share) => {
    const shown = lines.flatMap((line) => {
      if (line === undefined) return [];
      const seen = line.side ? visible(turn, line.side, params) : 1;
      return seen > 0 ? [{ line, value: seen * line.clearness }] : [];
    });
    if (shown.length === 0) return [];
    const clearness = shown.reduce((sum, { value }) => sum + value, 0) / shown.length;
    const importance = share * (params.unclear + (1 - params.unclear) * clearness);
    return [{ importance, strokes: shown.map(({ line }) => fitTrail(line.trail)), width }];
  };
}

/** What a face has at any size and with any number of strokes. */
function coarseGroups(
  drawing: FaceDrawing,
  budget: number,
  { shares, smiley, merged, split, wideOpen }: typeof FACE_STROKES,
  build: Build,
): Group[] {
  const { shaded, openness } = drawing;
  const find = finder(drawing);
  if (budget <= smiley) return build([find('mouth')], shares.mouth);
  const other: EyeSide = shaded === 'right' ? 'left' : 'right';
  const [brow, nose] = [find('brow', shaded), find('noseSide', shaded)];
  const upper =
    budget <= merged && brow && nose
      ? [
          ...build(
            [{ ...nose, clearness: 1, trail: [...brow.trail, ...nose.trail.slice(1)] }],
            shares.browNose,
          ),
          ...build([find('brow', other)], shares.browOfFew),
        ]
      : [
          ...build([nose && { ...ofNoSide(nose), clearness: 1, trail: nose.trail.slice(1) }], shares.nose),
          ...build([brow, find('brow', other)], shares.brow),
        ];
  const [rightJaw, leftJaw] = SIDES.map((side) => find('jaw', side));
  const jaw = joined(rightJaw, leftJaw);
  const hairline = find('hairline');
  const [few, two] = [budget <= merged, budget >= split];
  const middle = Math.floor((hairline?.trail.length ?? 0) / 2);
  return [
    ...upper,
    ...build(
      [find('mouth'), budget > merged && openness > wideOpen ? find('upperTeeth') : undefined],
      shares.mouth,
    ),
    ...build(two ? [rightJaw, leftJaw] : [few ? jaw && { ...jaw, clearness: 1 } : jaw], shares.jaw),
    ...build(
      two && hairline
        ? [
            { ...hairline, trail: hairline.trail.slice(0, middle + 1) },
            { ...hairline, trail: hairline.trail.slice(middle) },
          ]
        : [hairline],
      budget <= merged ? shares.hairlineOfFew : shares.hairline,
    ),
  ];
}

/** What only a face that is large enough has. */
function fineGroups(drawing: FaceDrawing, { shares, wideOpen }: typeof FACE_STROKES, build: Build): Group[] {
  const find = finder(drawing);
  const both = (kind: FaceLineKind) => SIDES.map((side) => find(kind, side));
  return [
    ...build([...both('glasses'), find('glassesTop')], shares.glasses),
    ...build([find('moustache')], shares.moustache),
    ...build(both('beard'), shares.beard),
    ...build(both('lid'), shares.lid),
    ...build(both('lowerLid'), shares.lowerLid),
    ...build(both('fold'), shares.fold),
    ...build([drawing.openness > wideOpen ? undefined : find('upperTeeth')], shares.upperTeeth),
    ...build([find('noseBase')], shares.noseBase),
    ...build([find('lowerLip')], shares.lowerLip),
    ...build([find('upperLip')], shares.upperLip),
  ];
}

/** Without lips where the mouth is drawn by two lines already and a third would touch them. */
function withoutCrowdedLips(
  drawing: FaceDrawing,
  height: number,
  { lipsApart }: typeof FACE_STROKES,
): FaceDrawing {
  const find = finder(drawing);
  const [mouth, teeth] = [find('mouth'), find('upperTeeth')];
  if (!mouth || !teeth) return drawing;
  const isCrowded = ({ kind, trail }: FaceLine) => {
    if (kind !== 'lowerLip' && kind !== 'upperLip') return false;
    const beside = resampleTrail((kind === 'lowerLip' ? mouth : teeth).trail, FIT_POINTS);
    const middle = trail[Math.floor(trail.length / 2)]!;
    const apart = Math.min(...beside.map((point) => distance(point, middle)));
    return (apart * height) / drawing.height < lipsApart;
  };
  return { ...drawing, lines: drawing.lines.filter((line) => !isCrowded(line)) };
}

function finder({ lines }: FaceDrawing) {
  return (kind: FaceLineKind, side?: EyeSide): FaceLine | undefined =>
    lines.find((line) => line.kind === kind && line.side === side);
}

/** The nose stands out before a head however turned; only where strokes are few its far side is left to the outline. */
function ofNoSide({ kind, trail, clearness }: FaceLine): FaceLine {
  return { kind, trail, clearness };
}

/** Two lines that meet as one of no side. */
function joined(line: FaceLine | undefined, next: FaceLine | undefined): FaceLine | undefined {
  if (!line || !next) return line ?? next;
  return {
    kind: line.kind,
    trail: [...line.trail, ...next.trail.slice(1)],
    clearness: (line.clearness + next.clearness) / 2,
  };
}

/** One cubic along a trail. */
function fitTrail(trail: Trail): Float64Array {
  const even = resampleTrail(trail, FIT_POINTS);
  const xy = Float64Array.from(even.flatMap(({ x, y }) => [x, y]));
  return fitCubic(xy, 0, even.length - 1).points;
}

/** Points of a trail through which its cubic is fitted. */
const FIT_POINTS = 32;
