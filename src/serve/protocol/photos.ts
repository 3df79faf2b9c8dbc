/** Photos, their masks, and what was found in them. */
import type { DrawingSummary } from './drawings.ts';

export interface PhotoInfo {
  readonly id: string;
  /** File name for a person; with its place below the folder, if there is one: `trip/cat.jpg`. */
  readonly name: string;
  readonly source: 'folder' | 'upload';
  /** Pixels, upright; 0 until the file was opened. */
  readonly width: number;
  readonly height: number;
  /** Why it cannot be drawn, in one line; null if nothing is known against it. */
  readonly problem: string | null;
  readonly star: boolean;
  /** What is drawn; null until it was looked at. */
  readonly mask: MaskInfo | null;
  /** Masks that there were, oldest first, for undo; `mask` is one of them. */
  readonly masks: readonly MaskInfo[];
  /** What was found in it; null until it was looked at. */
  readonly things: readonly Thing[] | null;
  /** The drawing that it is shown with. */
  readonly drawing: string | null;
  /** All that there are of it, oldest first. */
  readonly drawings: readonly DrawingSummary[];
  /** Files in the output folder, relative to it, that hold its drawing. */
  readonly saved: readonly string[];
}

/** 'found' by the network or the photo's transparency; 'painted' by a person; 'picked' things; 'none': the whole photo. */
export type MaskKind = 'found' | 'painted' | 'picked' | 'none';

export interface MaskInfo {
  readonly id: string;
  readonly kind: MaskKind;
  /** Part of the photo that it covers, 0 to 1. */
  readonly covers: number;
}

/** 'auto': what is found; 'none': the whole photo; else a mask's id. */
export type MaskChoice = 'auto' | 'none' | (string & {});

/** Something in the photo that can be taken for the subject or left out. */
export interface Thing {
  /** From 1, the most important first; as `clipasso look` numbers them. */
  readonly number: number;
  /** `dog`, `person`; null where that is not known. */
  readonly name: string | null;
  /** How sure the network is, 0 to 1. */
  readonly score: number;
  /** Left, top, right, bottom as fractions of the photo. */
  readonly box: readonly [number, number, number, number];
  /** Whether it is in the mask now. */
  readonly taken: boolean;
}

/** Adds to the mask, or takes from it, the thing of that number, or what is at a place: the thing there, else the part of the mask or of one colour. */
export interface MaskPick {
  readonly mode: 'add' | 'drop';
  readonly thing?: number;
  /** Fractions of the photo. */
  readonly at?: readonly [number, number];
}
