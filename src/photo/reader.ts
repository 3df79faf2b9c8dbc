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

export interface SubjectMaps {
  /** How likely each pixel of the photo belongs to the subject. */
  readonly subject: Plane;
  /** How likely each belongs to a head. */
  readonly heads: Plane;
  readonly tokens: TokenGrid;
}

/** How likely each pixel of a head's picture is an eye's, and the tip of a nose. */
export interface FaceMaps {
  readonly eyes: Plane;
  readonly noses: Plane;
}

/** What the network sees of the subject and its face. Maps have the size of the picture they were asked for and values in [0, 1]. */
export interface SubjectReader {
  /** What of a photo of any size is the subject, and where it has a head. */
  subject(photo: RgbImage): Promise<SubjectMaps>;
  /** Where a head has its eyes and nose; `head` is a square picture of it, `FACE_SIZE` pixels a side. */
  face(head: RgbImage): Promise<FaceMaps>;
}

export interface PhotoReader extends SubjectReader {
  /** What canvases the network takes, and the side in pixels of the square that it was made for. */
  readonly canvas: { readonly rule: CanvasRule; readonly size: number };
  /** Attention of the network, for the paper's start points; `image` has the canvas' size. */
  attention(image: RgbImage): Promise<Plane>;
}
