/** What a photo is read with: the questions that a network answers about it. Teachers implement it. */
import type { CanvasRule, Rect } from '../raster/frame.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';

/** Side of the pictures in which faces are read. */
export const FACE_SIZE = 224;

/** A network's patch tokens, which tell the parts of what a photo shows apart. */
export interface TokenGrid {
  readonly rows: number;
  readonly columns: number;
  /** Values of a token. */
  readonly width: number;
  /** (rows, columns, width) */
  readonly data: Float32Array;
  /** The photo's place on the grid, in patches. */
  readonly photo: Rect;
}

/** How likely a border runs through each pixel. */
export interface Boundaries {
  /** Of objects and their parts. */
  readonly near: Plane;
  /** Those that are seen from further away as well. */
  readonly afar: Plane;
}

export interface SubjectMaps {
  /** How likely each pixel of the photo belongs to the subject. */
  readonly subject: Plane;
  /** How likely each belongs to a head. */
  readonly heads: Plane;
  /** How much the network looks at each; computed when it is first asked for, as few drawings need it. */
  readonly attention: () => Plane;
  readonly tokens: TokenGrid;
}

/** How likely each pixel of a head's picture is an eye's, and the tip of a nose. */
export interface FaceMaps {
  /** How likely the picture shows a head at all, in [0, 1]. */
  readonly face: number;
  readonly eyes: Plane;
  readonly noses: Plane;
}

/** What the network sees of the subject and its face. Maps have the size of the picture they were asked for and values in [0, 1]. */
export interface SubjectReader {
  /** What of a photo of any size is the subject, where it has a head and where the network looks: one pass. */
  subject(photo: RgbImage): Promise<SubjectMaps>;
  /** A second opinion on how likely each pixel belongs to the subject: a smaller network's, which sees finer detail. */
  salience(photo: RgbImage): Promise<Plane>;
  /** Where borders of objects and of their parts run in a photo. */
  boundaries(photo: RgbImage): Promise<Boundaries>;
  /** Where a head has its eyes and nose; `head` is a square picture of it, `FACE_SIZE` pixels a side. */
  face(head: RgbImage): Promise<FaceMaps>;
}

export interface PhotoReader extends SubjectReader {
  /** What canvases the network takes, and the side in pixels of the square that it was made for. */
  readonly canvas: { readonly rule: CanvasRule; readonly size: number };
  /** Attention of another network, where the teacher's start points come from its own; `image` has the canvas' size. */
  readonly attention?: (image: RgbImage) => Promise<Plane>;
}
