/** What the features of all drawings of one photo share: where its subject, head and lines are on the network's canvas. */
import { paintChains } from '../../../src/contours/map.ts';
import { DEFAULT_OPTIONS } from '../../../src/options.ts';
import { createPlacement, type Placement, paperSize } from '../../../src/photo/coordinates.ts';
import { type Circle, findHeads } from '../../../src/photo/heads.ts';
import type { Look } from '../../../src/photo/look.ts';
import { prepare } from '../../../src/prepare.ts';
import type { Frame, Size } from '../../../src/raster/frame.ts';
import { mapValues, type Plane, plane } from '../../../src/raster/raster.ts';
import { placeOnCanvas } from '../../../src/raster/resample.ts';
import type { Tools } from '../../../src/tools.ts';
import { distanceTransform } from '../../quality/judge/chamfer.ts';
import { outlineOf } from '../../quality/judge/outline.ts';
import type { PairPhoto } from '../photos.ts';

/** Planes and points lie on the canvas, in its pixels, about 224 along a side. */
export interface Facts {
  readonly photo: PairPhoto;
  readonly look: Look;
  readonly frame: Frame;
  readonly paper: Size;
  readonly placement: Placement;
  /** 1 in the subject, 1 everywhere where there is no mask. */
  readonly mask: Plane;
  readonly fromOutline: Float32Array;
  readonly fromMask: Float32Array;
  readonly outline: Plane;
  readonly heads: Plane;
  readonly head: Circle | null;
  /** The strength of lines within the outline, where they run: borders of parts, as people draw them. */
  readonly partBorders: Plane;
  readonly wanted: Plane;
  readonly importance: Plane;
  /** The same two in working pixels. */
  readonly wantedInPhoto: Plane;
  readonly importanceInPhoto: Plane;
  /** Eyes and noses. */
  readonly landmarks: readonly Circle[];
  /** Points (k, 2) on the lines of human faces. */
  readonly faceLines: Float64Array;
  /** The subject over the whole photo, in [0, 1]. */
  readonly subject: Plane;
}

const SMALLEST_LANDMARK = 1.5;

export async function factsOf(photo: PairPhoto, tools: Tools): Promise<Facts> {
  const { photo: read, look, map, subject } = await prepare(photo.path, DEFAULT_OPTIONS, {}, tools);
  const { frame, image } = look;
  const paper = paperSize(read.image, tools.teacher.reader(tools.engine).canvas.size);
  const placement = createPlacement(look, read.image, paper);
  const onCanvas = (source: Plane) => placeOnCanvas(source, frame);
  const scale = frame.photo.width / image.width;
  const place = (points: Float64Array) => placement.workingToCanvas(points);
  const placeCircle = ({ x, y, radius }: Circle): Circle => {
    const [cx, cy] = place(Float64Array.of(x, y));
    return { x: cx!, y: cy!, radius: Math.max(SMALLEST_LANDMARK, radius * scale) };
  };
  const everything = plane(frame, new Float32Array(frame.width * frame.height).fill(1));
  const mask = look.mask ? onCanvas(look.mask) : everything;
  const inside = mapValues(mask, (v) => (v >= 0.5 ? 1 : 0));
  const outline = outlineOf(mask);
  const [head] = findHeads(look.heads);
  return {
    ...{ photo, look, frame, paper, placement, mask, outline },
    ...{
      fromOutline: distanceTransform(outline),
      fromMask: distanceTransform(inside),
      heads: onCanvas(look.heads),
      head: head ? placeCircle(head) : null,
      partBorders: onCanvas(paintChains(map.inner, image)),
      wanted: onCanvas(map.wanted),
      importance: onCanvas(map.importance),
      wantedInPhoto: map.wanted,
      importanceInPhoto: map.importance,
      landmarks: map.landmarks.map(placeCircle),
      faceLines: place(
        Float64Array.from(
          map.portraits.flatMap(({ drawing }) => drawing.lines.flatMap(({ trail }) => trail.flat())),
        ),
      ),
      subject: plane(subject, subject.data),
    },
  };
}
