/**
 * Where a photo lies on the canvas. The canvas is what the network sees and where strokes are optimised; it is as large
 * in area as the reference square (224 px), so that one pixel means the same for every aspect ratio.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
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

/** Fewest patches along a side; narrower photos get a margin. */
const MIN_PATCHES = 4;

/** How far the number of patches may differ from the square's, as factors. */
const PATCH_BUDGET = { least: 0.85, most: 1.1 };

/**
 * The canvas for a photo of `aspect` = width / height: of all sizes that the rule allows and that cost about as much as a
 * square of `size`, the one with the least margin. The photo is centred.
 */
export function fitFrame(aspect: number, rule: CanvasRule, size: number): Frame {
  if (rule.kind === 'square') return place(aspect, size, size);
  const side = Math.round(size / rule.patch);
  const budget = side * side;
  let best = place(aspect, size, size);
  let bestCost = Number.POSITIVE_INFINITY;
  for (let columns = MIN_PATCHES; columns <= (budget * PATCH_BUDGET.most) / MIN_PATCHES; columns++) {
    const least = Math.max(MIN_PATCHES, Math.ceil((budget * PATCH_BUDGET.least) / columns));
    for (let rows = least; rows * columns <= budget * PATCH_BUDGET.most; rows++) {
      const frame = place(aspect, columns * rule.patch, rows * rule.patch);
      const margin = 1 - (frame.photo.width * frame.photo.height) / (frame.width * frame.height);
      const cost = margin + 0.3 * Math.abs((columns * rows) / budget - 1);
      if (cost < bestCost) {
        best = frame;
        bestCost = cost;
      }
    }
  }
  return best;
}

function place(aspect: number, width: number, height: number): Frame {
  const photoWidth = Math.min(width, height * aspect);
  const photoHeight = photoWidth / aspect;
  return {
    width,
    height,
    photo: {
      x: (width - photoWidth) / 2,
      y: (height - photoHeight) / 2,
      width: photoWidth,
      height: photoHeight,
    },
  };
}
