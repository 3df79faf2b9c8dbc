/** Photos, their masks, and the things found in them. */
import type { DrawingSummary } from './drawings.ts';

export interface PhotoInfo {
  readonly id: string;
  /** File name for display, with its path below the served folder: `trip/cat.jpg`. */
  readonly name: string;
  readonly source: 'folder' | 'upload';
  /** In pixels, upright; 0 until the file has been opened. */
  readonly width: number;
  readonly height: number;
  /** Why it cannot be drawn, in one line; null if no problem is known. */
  readonly problem: string | null;
  readonly star: boolean;
  /** The mask of what is drawn; null until the photo has been analysed. */
  readonly mask: MaskInfo | null;
  /** The photo's masks for undo, oldest first; `mask` is one of them. */
  readonly masks: readonly MaskInfo[];
  /** The things found in it; null until it has been analysed. */
  readonly things: readonly Thing[] | null;
  /** The drawing that it is shown with. */
  readonly drawing: string | null;
  /** Its drawings, oldest first. */
  readonly drawings: readonly DrawingSummary[];
  /** Files in the output folder, relative to it, that hold its drawing. */
  readonly saved: readonly string[];
}

/** 'found' by the network or the photo's transparency; 'painted' by a person; 'picked' things; 'none': the whole photo. */
export type MaskKind = 'found' | 'painted' | 'picked' | 'none';

export interface MaskInfo {
  readonly id: string;
  readonly kind: MaskKind;
  /** Fraction of the photo that it covers, 0 to 1. */
  readonly covers: number;
}

/** 'auto': the found mask; 'none': the whole photo; else a mask's id. */
export type MaskChoice = 'auto' | 'none' | (string & {});

/** A thing in the photo that can be added to the mask or removed from it. */
export interface Thing {
  /** From 1, the most prominent first, as `clipasso look` numbers them. */
  readonly number: number;
  /** `dog`, `person`; null if unknown. */
  readonly name: string | null;
  /** How sure the network is, 0 to 1. */
  readonly score: number;
  /** Left, top, right, bottom as fractions of the photo. */
  readonly box: readonly [number, number, number, number];
  /** Whether most of it is in the current mask. */
  readonly taken: boolean;
}

/** Adds a thing to the mask or removes it, by its number or by a place; where there is no thing, a region of one colour or a part of the mask. */
export interface MaskPick {
  readonly mode: 'add' | 'drop';
  readonly thing?: number;
  /** Fractions of the photo. */
  readonly at?: readonly [number, number];
}
