/** Parts of faces, as results tell them. */

export type FeatureKind = 'face' | 'eye' | 'brow' | 'nose' | 'mouth';

/** A part of a face, human or animal, or a whole human face. */
export interface Feature {
  readonly kind: FeatureKind;
  /** Its middle in pixels of the photo, upright and at its own size; the tip of a human nose. */
  readonly x: number;
  readonly y: number;
  /** How likely it is there, in [0, 1]; parts of a human face are as likely as the face. */
  readonly likelihood: number;
}
