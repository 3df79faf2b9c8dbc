/** The faces of what is drawn of a photo, in the pixels in which it is drawn. */
import type { Engine } from '../compute/program.ts';
import type { Landmark } from '../photo/landmarks.ts';
import type { Look } from '../photo/look.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { drawFace, FACE_LINES, type FaceDrawing, type FaceLine, placeDrawing } from './face-lines.ts';
import { type Face, findFaces, HUMAN_FACES } from './faces.ts';
import { boundingBox, distance, type Point } from './geometry.ts';

export interface Portrait {
  /** In working pixels. */
  readonly drawing: FaceDrawing;
  /** Distance from the forehead to the chin on a paper of the area of 224 x 224, in its pixels. */
  readonly heightOnPaper: number;
}

/** The faces of the subject, and the eyes and noses that are not theirs. */
export interface Portraits {
  /** All of them, in pixels of the photo, the largest first. */
  readonly faces: readonly Face[];
  /** The largest ones, which may be drawn. */
  readonly portraits: readonly Portrait[];
  readonly landmarks: readonly Landmark[];
}

export const PORTRAITS = {
  /** More faces than this are a crowd, whose outlines say more. */
  most: 6,
  /** Less high than this part of the largest one is the face of somebody in the background, of whom a drawing would show stray dots. */
  leastOfLargest: 0.55,
  /** A face belongs to the subject where the mask, in the middle of the face, is at least this sure. */
  onSubject: 0.5,
  /** So near to the middle of a face, in its heights, is the same head: an ear is no eye of somebody else. */
  sameHead: 0.55,
  /** How near to the subject's outline a line repeats it, in heights of the face: a jaw beside an ear, which is broader, does not. */
  nearBorder: { jaw: 0.06, hairline: 0.1 },
  faces: HUMAN_FACES,
  lines: FACE_LINES,
};
/** Side of the square that paper sizes are told by. */
const PAPER_SIDE = 224;

/**
 * @param photo in full detail, of which `look.window` is a part
 * @param seen the faces of the whole photo
 */
export async function findPortraits(
  engine: Engine,
  photo: RgbImage,
  look: Pick<Look, 'window' | 'image' | 'mask' | 'landmarks'>,
  seen: readonly Face[],
  params: typeof PORTRAITS = PORTRAITS,
): Promise<Portraits> {
  const { window, image, mask } = look;
  const scale = image.width / window.width;
  const whole = window.width >= photo.width && window.height >= photo.height;
  const found = whole ? seen : await findFaces(engine, photo, [window], params.faces);
  const faces = found.filter((face) => isOnSubject(face, { window, image, mask }, params));
  const toPaper = PAPER_SIDE / Math.sqrt(photo.width * photo.height);
  const all = faces.slice(0, params.most).map((face) => {
    const drawing = drawFace(photo, face, params.lines);
    const placed = placeDrawing(drawing, window, scale);
    return {
      drawing: mask ? trimAtBorder(placed, mask, params) : placed,
      heightOnPaper: drawing.height * toPaper,
    };
  });
  const largest = Math.max(...all.map(({ heightOnPaper }) => heightOnPaper));
  const portraits = all.filter(({ heightOnPaper }) => heightOnPaper >= params.leastOfLargest * largest);
  const elsewhere = (landmark: Landmark) =>
    all.every(
      ({ drawing }) => !isInside(drawing.outline, landmark) && !isBeside(drawing, landmark, params.sameHead),
    );
  return { faces, portraits, landmarks: look.landmarks.filter(elsewhere) };
}

function isBeside({ outline, height }: FaceDrawing, at: Point, sameHead: number): boolean {
  const { x, y, width, height: tall } = boundingBox(outline);
  return distance({ x: x + width / 2, y: y + tall / 2 }, at) < sameHead * height;
}

/** Jaw and hairline without those ends that run along the subject's outline, which is drawn as such. */
function trimAtBorder(
  drawing: FaceDrawing,
  { width, height, data }: Plane,
  { nearBorder, onSubject }: typeof PORTRAITS,
): FaceDrawing {
  const around = Array.from({ length: 8 }, (_, i) => (i * Math.PI) / 4);
  const isOutside = ({ x, y }: Point) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const inPicture = column >= 0 && row >= 0 && column < width && row < height;
    return inPicture && data[row * width + column]! < onSubject;
  };
  const isNear = ({ x, y }: Point, reach: number) =>
    around.some((angle) => isOutside({ x: x + reach * Math.cos(angle), y: y + reach * Math.sin(angle) }));
  const trim = (line: FaceLine): FaceLine[] => {
    if (line.kind !== 'jaw' && line.kind !== 'hairline') return [line];
    const reach = nearBorder[line.kind] * drawing.height;
    const first = line.trail.findIndex((point) => !isNear(point, reach));
    const last = line.trail.findLastIndex((point) => !isNear(point, reach));
    const trail = line.trail.slice(first, last + 1);
    return first >= 0 && trail.length > 3 ? [{ ...line, trail }] : [];
  };
  return { ...drawing, lines: drawing.lines.flatMap(trim) };
}

function isOnSubject(
  { box }: Face,
  { window, image: { width, height }, mask }: Pick<Look, 'window' | 'image' | 'mask'>,
  { onSubject }: typeof PORTRAITS,
): boolean {
  const scale = width / window.width;
  const x = Math.floor((box.x + box.width / 2 - window.x) * scale);
  const y = Math.floor((box.y + box.height / 2 - window.y) * scale);
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  return mask === null || mask.data[y * width + x]! >= onSubject;
}

/** Whether a point lies inside a closed outline (the even-odd rule). */
export function isInside(outline: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)) inside = !inside;
  });
  return inside;
}
