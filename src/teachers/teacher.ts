/**
 * A teacher is what a sketch is optimised against: networks, the loss terms read from them, and where it sees the
 * subject. Two exist, the embedded DINOv2 and CLIP; results name the one that made them.
 */
import type { Engine } from '../compute/program.ts';
import type { Judge } from '../loss/terms.ts';
import type { PhotoReader } from '../photo/reader.ts';
import type { TeacherId } from './teacher-id.ts';

export type { TeacherId };

export interface Teacher extends Judge {
  readonly id: TeacherId;
  /** What photos are read with, by networks that `engine` runs. */
  reader(engine: Engine): PhotoReader;
}
