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

/** Maps are (height, width) of the picture they were asked for, row-major, in [0, 1]. */
export interface Teacher {
  readonly id: TeacherId;
  readonly parts: readonly TeacherPart[];
  /** Attention of the class token, for the paper's start points. `image` has the canvas' size. */
  attention(engine: Engine, image: RgbImage): Promise<Float32Array>;
  /** How likely each pixel of a photo of any size belongs to the subject. */
  subject(engine: Engine, photo: RgbImage): Promise<Float32Array>;
}
