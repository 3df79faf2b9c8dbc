/**
 * A teacher is what a sketch is optimised against: networks, the loss terms read from them, and where it sees the
 * subject. Two exist, the embedded DINOv2 and CLIP; results name the one that made them.
 */
import type { Engine } from '../compute/program.ts';
import type { LossTerm } from '../loss/terms.ts';
import type { RgbImage } from '../photo/image.ts';
import type { ImageNetwork } from './network.ts';

export type TeacherId = 'dinov2-small' | 'clip';

export interface TeacherPart {
  readonly network: ImageNetwork;
  readonly terms: readonly LossTerm[];
}

/** Both maps are (height, width) of the image they were asked for, row-major, in [0, 1]. */
export interface SaliencyMaps {
  /** Attention of the class token, for the paper's start points. */
  readonly attention: Float32Array;
  /** How likely each pixel belongs to the subject; null when the teacher has no such head. */
  readonly subject: Float32Array | null;
}

export interface Teacher {
  readonly id: TeacherId;
  readonly parts: readonly TeacherPart[];
  /** Looks at the photo once. `image` has the canvas' size. */
  saliency(engine: Engine, image: RgbImage): Promise<SaliencyMaps>;
}
