/**
 * Where a photo lies on the canvas. The canvas is what the network sees and where strokes are optimised; it is as large
 * in area as the reference square (224 px), so that one pixel means the same for every aspect ratio.
 */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Frame {
  /** Canvas size in pixels, integers. */
  readonly width: number;
  readonly height: number;
  /** The photo's place on the canvas, in canvas pixels, undistorted; what is around it is margin. */
  readonly photo: Rect;
}

/** What image sizes a network accepts. */
export type CanvasRule =
  | { readonly kind: 'patches'; readonly patch: number } // any size whose sides are multiples of the patch
  | { readonly kind: 'square' }; // only size x size
