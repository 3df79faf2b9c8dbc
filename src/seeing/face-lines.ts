/** The lines of a face that a person would draw, each where the photo shows it, and how clearly it does. */
import type { RgbImage } from '../raster/raster.ts';
import { BEARD, findBeard } from './beard.ts';
import type { Iris } from './facemesh.ts';
import type { Face } from './faces.ts';
import { distance, midpoint, type Point } from './geometry.ts';
import { findGlasses, GLASSES, type Glasses } from './glasses.ts';
import { findHairline, HAIRLINE } from './hairline.ts';
import { type Head, valueAt, viewHead } from './head.ts';
import { CHIN, EYES, type EyeSide, FACE_PATHS, FOREHEAD, LIPS, OVAL } from './mesh-points.ts';
import { normalsOf, resampleTrail, smoothTrail, snapTrail, type Trail } from './trail.ts';

export type FaceLineKind =
  | 'beard'
  | 'brow'
  | 'fold'
  | 'glasses'
  | 'glassesTop'
  | 'hairline'
  | 'jaw'
  | 'lid'
  | 'lowerLid'
  | 'lowerLip'
  | 'mouth'
  | 'moustache'
  | 'noseBase'
  | 'noseSide'
  | 'upperLip'
  | 'upperTeeth';

export interface FaceLine {
  readonly kind: FaceLineKind;
  /** The person's own; absent for what lies in the middle. */
  readonly side?: EyeSide;
  readonly trail: Trail;
  /** How clearly the photo shows it, in [0, 1]. */
  readonly clearness: number;
}

/** All places in pixels of one picture, at first the photo. */
export interface FaceDrawing {
  readonly lines: readonly FaceLine[];
  readonly irises: Face['irises'];
  /** The mesh's outline, closed. */
  readonly outline: Trail;
  /** Radians by which the line of the eyes is turned, clockwise as seen. */
  readonly angle: number;
  /** Distance from the forehead to the chin. */
  readonly height: number;
  /** Which side of the nose is drawn: the darker one, or in a turned head the one away from the viewer. */
  readonly shaded: EyeSide;
  /** How far the head is turned: 0 from the front, above 0 towards the person's left, 1 a profile. */
  readonly turn: number;
  /** How far the mouth is open, in its widths. */
  readonly openness: number;
}

export const FACE_LINES = {
  /** Distances in face heights: to both sides of a line where it is compared with what is beside it... */
  beside: 0.028,
  /** ...and how far brows and mouth, the jaw, and folds of the skin may be from where the mesh says. */
  reachFeature: 0.02,
  reachJaw: 0.05,
  reachFold: 0.05,
  reachBeard: 0.06,
  reachBar: 0.05,
  /** What a difference of one pixel between the moves of neighbours costs, in differences of OKLab's lightness, see seeing/trail.ts. */
  stiffness: 0.03,
  /** Differences in OKLab's lightness that count as fully clear. */
  fullValley: 0.12,
  fullEdge: 0.3,
  /** Colour differences count more than those of lightness. */
  colour: 2.5,
  /** Points of a line while it is moved. */
  points: 24,
  /** In a profile the tip of the nose is so far from the middle of the mesh's sides, in half their distance: both eyes are seen while it is beyond one of them. */
  profile: 1.6,
  /** From this turn on, the nose is seen from the side: its far side is its profile. */
  turned: 0.11,
  /** A mouth open by more than this part of its width shows two lines. */
  open: 0.12,
  hairline: HAIRLINE,
  glasses: GLASSES,
  beard: BEARD,
};

/** @param photo in full detail */
export function drawFace(photo: RgbImage, face: Face, params: typeof FACE_LINES = FACE_LINES): FaceDrawing {
  const head = viewHead(photo, face);
  const turn = turnOf(head, params);
  const shaded = shadedSide(head, turn, params);
  const at = (indices: readonly number[]) => indices.map((i) => head.points[i]!);
  const tools = measurer(head, params);
  const mouthWidth = distance(head.points[LIPS.upperInner[0]]!, head.points[LIPS.upperInner.at(-1)!]!);
  const openness = distance(head.points[13]!, head.points[14]!) / mouthWidth;
  const lines: FaceLine[] = [];
  const add = (kind: FaceLineKind, trail: Trail, clearness: number, side?: EyeSide) =>
    lines.push({ kind, trail: trail.map(head.toPhoto), clearness, ...(side && { side }) });

  for (const side of ['right', 'left'] as const) {
    const eye = EYES[side];
    const upper = at([eye.outer, ...eye.upper, eye.inner]);
    const lower = at([eye.outer, ...eye.lower, eye.inner]);
    const brow = at(eye.browUpper).map((point, i) => midpoint(point, head.points[eye.browLower[i]!]!));
    const browLine = tools.snapValley(brow, params.reachFeature);
    add('brow', browLine, tools.valley(browLine), side);
    add('lid', upper, 1, side);
    add('lowerLid', lower.slice(1, -1), tools.valley(lower.slice(1, -1)), side);
    const fold = tools.snapValley(at(FACE_PATHS[side].cheekFold), params.reachFold);
    add('fold', fold, tools.valley(fold), side);
    const nose = at(FACE_PATHS[side].nose);
    add('noseSide', nose, tools.edge(nose), side);
  }
  const base = at(FACE_PATHS.noseBase);
  add('noseBase', base, tools.valley(base));
  const middle = LIPS.upperInner.map((i, k) => midpoint(head.points[i]!, head.points[LIPS.lowerInner[k]!]!));
  const closed = [
    head.points[LIPS.upperOuter[0]]!,
    ...middle.slice(1, -1),
    head.points[LIPS.upperOuter.at(-1)!]!,
  ];
  if (openness < params.open) add('mouth', tools.snapValley(closed, params.reachFeature), 1);
  else {
    add('mouth', [closed[0]!, ...at(LIPS.lowerInner).slice(1, -1), closed.at(-1)!], 1);
    add('upperTeeth', [closed[0]!, ...at(LIPS.upperInner).slice(1, -1), closed.at(-1)!], 1);
  }
  const lowerLip = at(LIPS.lowerOuter).slice(2, -2);
  add('lowerLip', lowerLip, tools.edge(lowerLip));
  const upperLip = at(LIPS.upperOuter).slice(1, -1);
  add('upperLip', upperLip, tools.edge(upperLip));
  const jaw = smoothTrail(tools.snapEdge(at(FACE_PATHS.jaw), params.reachJaw), 2);
  const chin = jaw.reduce(
    (best, point, i) =>
      distance(point, head.points[CHIN]!) < distance(jaw[best]!, head.points[CHIN]!) ? i : best,
    0,
  );
  add('jaw', jaw.slice(0, chin + 1), tools.edge(jaw.slice(0, chin + 1)), 'right');
  add('jaw', jaw.slice(chin), tools.edge(jaw.slice(chin)), 'left');
  const hairline = findHairline(head, params.hairline);
  add('hairline', smoothTrail(hairline.trail, 3), hairline.clearness);
  const glasses: Glasses | null = findGlasses(head, params.glasses);
  if (glasses) {
    for (const side of ['right', 'left'] as const) add('glasses', glasses[side], glasses.clearness, side);
    add('glassesTop', tools.snapValley(glasses.top, params.reachBar), glasses.clearness);
  }
  const beard = findBeard(head, params.beard);
  if (beard) {
    add('moustache', beard.moustache, beard.clearness);
    for (const side of ['right', 'left'] as const) {
      const edge = smoothTrail(tools.snapEdge(beard[side], params.reachBeard), 2);
      add('beard', edge, tools.edge(edge), side);
    }
  }
  return {
    lines,
    irises: face.irises,
    outline: OVAL.map((i) => face.points[i]!),
    angle: face.angle,
    height: distance(face.points[FOREHEAD]!, face.points[CHIN]!),
    shaded,
    turn,
    openness,
  };
}

/** The same drawing in a part of the photo at another size. */
export function placeDrawing(drawing: FaceDrawing, origin: Point, scale: number): FaceDrawing {
  const place = ({ x, y }: Point) => ({ x: (x - origin.x) * scale, y: (y - origin.y) * scale });
  const iris = ({ radius, ...centre }: Iris) => ({ ...place(centre), radius: radius * scale });
  return {
    ...drawing,
    lines: drawing.lines.map((line) => ({ ...line, trail: line.trail.map(place) })),
    irises: { right: iris(drawing.irises.right), left: iris(drawing.irises.left) },
    outline: drawing.outline.map(place),
    height: drawing.height * scale,
  };
}

/** How far the tip of the nose is from the middle between the sides of the face, in what a profile has. */
function turnOf({ points }: Head, { profile }: typeof FACE_LINES): number {
  const [right, left] = [points[234]!, points[454]!];
  const tip = points[1]!;
  const toRight = tip.x - right.x;
  const toLeft = left.x - tip.x;
  const aside = (toRight - toLeft) / Math.max(1e-6, toRight + toLeft);
  return Math.max(-1, Math.min(1, aside / profile));
}

function shadedSide(head: Head, turn: number, { turned }: typeof FACE_LINES): EyeSide {
  if (Math.abs(turn) > turned) return turn > 0 ? 'left' : 'right';
  const mean = (side: EyeSide) =>
    FACE_PATHS[side].nose.reduce((sum, i) => sum + valueAt(head.lightness, head.points[i]!), 0);
  return mean('right') < mean('left') ? 'right' : 'left';
}

/** How clear lines are in a head's view, and where exactly they run. */
function measurer(head: Head, params: typeof FACE_LINES) {
  const beside = params.beside * head.unit;
  const shifted = (at: Point, normal: Point, by: number) => ({
    x: at.x + by * normal.x,
    y: at.y + by * normal.y,
  });
  const valleyAt = (at: Point, normal: Point) => {
    const value = (by: number) => valueAt(head.lightness, shifted(at, normal, by));
    return (value(beside) + value(-beside)) / 2 - value(0);
  };
  const edgeAt = (at: Point, normal: Point) => {
    const step = (plane: Head['lightness']) =>
      Math.abs(valueAt(plane, shifted(at, normal, beside)) - valueAt(plane, shifted(at, normal, -beside)));
    return step(head.lightness) + params.colour * (step(head.redness) + step(head.yellowness));
  };
  const mean = (trail: Trail, response: typeof valleyAt, full: number) => {
    const points = resampleTrail(trail, params.points);
    const normals = normalsOf(points);
    const sum = points.reduce((total, point, i) => total + response(point, normals[i]!), 0);
    return Math.max(0, Math.min(1, sum / points.length / full));
  };
  const snap = (trail: Trail, response: typeof valleyAt, reach: number) =>
    snapTrail(resampleTrail(trail, params.points), response, {
      reach: reach * head.unit,
      stiffness: params.stiffness,
    });
  return {
    valley: (trail: Trail) => mean(trail, valleyAt, params.fullValley),
    edge: (trail: Trail) => mean(trail, edgeAt, params.fullEdge),
    snapValley: (trail: Trail, reach: number) => smoothTrail(snap(trail, valleyAt, reach), 2),
    snapEdge: (trail: Trail, reach: number) => snap(trail, edgeAt, reach),
  };
}
