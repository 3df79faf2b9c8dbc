/**
 * Which of the mesh's 468 points lie where. Right and left are the person's own: the right eye is on the left of a picture
 * that shows the face from the front.
 */

export type EyeSide = 'right' | 'left';

/** The corners of the eyes away from the nose. */
export const OUTER_CORNERS = { right: 33, left: 263 };

interface EyePoints {
  readonly outer: number;
  readonly inner: number;
  /** Edge of the upper and of the lower lid, from the outer corner to the inner one, without corners. */
  readonly upper: readonly number[];
  readonly lower: readonly number[];
  /** The brow's upper and lower edge, from its outer end to its inner one. */
  readonly browUpper: readonly number[];
  readonly browLower: readonly number[];
}

export const EYES: Readonly<Record<EyeSide, EyePoints>> = {
  right: {
    outer: 33,
    inner: 133,
    upper: [246, 161, 160, 159, 158, 157, 173],
    lower: [7, 163, 144, 145, 153, 154, 155],
    browUpper: [70, 63, 105, 66, 107],
    browLower: [46, 53, 52, 65, 55],
  },
  left: {
    outer: 263,
    inner: 362,
    upper: [466, 388, 387, 386, 385, 384, 398],
    lower: [249, 390, 373, 374, 380, 381, 382],
    browUpper: [300, 293, 334, 296, 336],
    browLower: [276, 283, 282, 295, 285],
  },
};

/** The face's outline, clockwise as seen from the front, from the middle of the forehead. */
export const OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

export const FOREHEAD = 10;
export const CHIN = 152;

/** From the mouth's right corner to its left one. */
export const LIPS = {
  upperOuter: [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291],
  upperInner: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
  lowerInner: [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
  lowerOuter: [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291],
} as const;

/** Between the eyes, and the tip. */
export const NOSE = { bridge: 168, tip: 1 } as const;

/** The mesh's points that the first 71 of the iris model stand for. */
export const IRIS_TO_MESH: Readonly<Record<EyeSide, readonly number[]>> = {
  right: [
    33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23, 22, 26,
    112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223,
    222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66,
    107, 55, 193,
  ],
  left: [
    263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339, 254, 253,
    252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464, 342,
    445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465,
    383, 300, 293, 334, 296, 336, 285, 417,
  ],
};

interface SidePaths {
  /** From beside the bridge of the nose down its side, around the wing and along the base to the middle. */
  readonly nose: readonly number[];
  /** The fold from the wing of the nose down beside the mouth. */
  readonly cheekFold: readonly number[];
}

export const FACE_PATHS: Readonly<Record<EyeSide, SidePaths>> & {
  readonly noseBase: readonly number[];
  readonly jaw: readonly number[];
} = {
  right: { nose: [193, 122, 196, 236, 198, 209, 49, 64, 98, 97, 2], cheekFold: [129, 203, 206, 216, 212] },
  left: { nose: [417, 351, 419, 456, 420, 429, 279, 294, 327, 326, 2], cheekFold: [358, 423, 426, 436, 432] },
  noseBase: [129, 64, 98, 97, 2, 326, 327, 294, 358],
  /** From the person's right ear around the chin to the left one. */
  jaw: [
    234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454,
  ],
};
