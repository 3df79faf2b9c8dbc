/**
 * How the strokes of a drawing are chosen: by strategies, which the seeds of a run take in turn. To add one, write a file beside
 * this one and list it in strategies.ts. All strokes lie on the canvas.
 */
import type { Params } from '../params.ts';
import type { Strokes } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';

export interface Strategy<P extends Params = Params> {
  readonly name: string;
  /** How it chooses, and what that is good for. */
  readonly describe: string;
  /** Its tuned numbers; `suits` and `choose` are given these or others of their names. */
  readonly params: P;
  /** Whether what is offered has what it needs for a drawing of `count` strokes. */
  suits(offer: Offer, count: number, params: P): boolean;
  /** Whether it draws as many strokes as its lines are worth, where fewer than asked for will do. */
  readonly countsLines?: boolean;
  /** The same as `choose`, of a strategy that does not ask the critic. */
  draft?(offer: Offer, count: number, params: P): Strokes;
  /** A drawing of `count` strokes, the offer's fixed ones first. When the critic's signal aborts, what is at hand. */
  choose(critic: Critic, offer: Offer, count: number, params: P): Promise<Strokes>;
}

/** What one seed may draw. */
export interface Offer {
  /** Whether a drawing of fewer strokes than asked for is one too, where more would say nothing. */
  readonly atMost?: boolean;
  /** Strokes that are in every drawing, first, and stay where they are. */
  readonly fixed: Strokes;
  /** `drawn`, then strokes to choose from to fill it up to `count`: more than are missing, those that say most first. */
  propose(count: number, drawn: Strokes): Strokes;
  /** What is behind the things, where it is drawn too. */
  readonly background?: Background;
  /** Things that are drawn whole or not at all. */
  readonly wholes: readonly WholeOnCanvas[];
  /** Ways to draw the subject's outline and the lines within it together. */
  readonly drawings: readonly DrawingOnCanvas[];
}

export interface Background {
  /** Its part of the strokes, in [0, 1]. */
  readonly share: number;
  /** Whether there is anything in front of it. */
  readonly hasThings: boolean;
  /** At most `count` lines beside `drawn`, those that say most first. */
  draw(count: number, drawn: Strokes): Strokes;
}

/** See `Whole` in sources/source.ts. */
export interface WholeOnCanvas {
  fewest(count: number): number | null;
  /** Of its lines, in working pixels. */
  readonly length: number;
  distance(count: number): number;
  readonly simplified: boolean;
  draw(count: number): Strokes;
}

/** See `LineDrawing` and `WantedDrawing` in sources/line-drawing.ts. */
export interface DrawingOnCanvas {
  says(wanted: WantedOnCanvas): number;
  draw(wanted: WantedOnCanvas): Strokes;
}

export interface WantedOnCanvas {
  readonly count: number;
  readonly total: number;
  readonly farthest: number;
}
