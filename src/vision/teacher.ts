/**
 * A teacher is what a sketch is optimised against: networks, the loss terms read from them, and where it sees the
 * subject. Two exist, the embedded DINOv2 and CLIP; results name the one that made them.
 */
import type { Engine } from '../compute/program.ts';
import type { LossTerm } from '../loss/terms.ts';
import type { RgbImage } from '../photo/image.ts';
import type { ImageNetwork } from './network.ts';
import type { TeacherId } from './teacher-id.ts';

export type { TeacherId };

/** Side of the pictures in which faces are read. */
export const FACE_SIZE = 224;

export interface TeacherPart {
  readonly network: ImageNetwork;
  readonly terms: readonly LossTerm[];
}

/** How likely each pixel of a photo belongs to the subject, and to a head. */
export interface SubjectMaps {
  readonly subject: Float32Array;
  readonly heads: Float32Array;
}

/** How likely each pixel of a head's picture is an eye's, and the tip of a nose. */
export interface FaceMaps {
  readonly eyes: Float32Array;
  readonly noses: Float32Array;
}

/** Maps are (height, width) of the picture they were asked for, row-major, in [0, 1]. */
export interface SubjectReader {
  /** What of a photo of any size is the subject, and where it has a head. */
  subject(engine: Engine, photo: RgbImage): Promise<SubjectMaps>;
  /** Where a head has its eyes and nose; `head` is a square picture of it, `FACE_SIZE` pixels a side. */
  face(engine: Engine, head: RgbImage): Promise<FaceMaps>;
}

export interface Teacher extends SubjectReader {
  readonly id: TeacherId;
  readonly parts: readonly TeacherPart[];
  /** Attention of the class token, for the paper's start points. `image` has the canvas' size. */
  attention(engine: Engine, image: RgbImage): Promise<Float32Array>;
}
