/** What a seed starts from that draws the subject's outline whole, and within it what the teacher misses most. */
import type { Objective } from '../loss/objective.ts';
import { concatStrokes, type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Propose } from './single-pass.ts';
import { evaluateAll, type Stage } from './critic.ts';
import { reduceByLoss } from './reduce.ts';
import { dropRepeated } from './repetition.ts';

export interface Outline {
  /** The fewest of `count` strokes that follow it closely enough; null when they are too few. */
  fewest(count: number): number | null;
  /** The outline in so many strokes, or in fewer when that is all there is to tell apart. */
  draw(count: number): Strokes;
}

/**
 * Draws the outline that has the lowest loss on its own, at its finest, and of all ways to share `count` strokes between it and what is
 * within it takes the one with the lowest loss. What is within is ranked once, by what its absence costs beside the outline at its finest.
 * @param outlines ways to draw the whole outline, at least one, which `count` strokes can follow closely
 * @param signal from its abort on the loss is not asked any more: the outline is drawn as fine as can be
 */
export async function chooseAroundOutline(
  objective: Objective,
  stage: Stage,
  propose: Propose,
  outlines: readonly Outline[],
  count: number,
  signal?: AbortSignal,
): Promise<Strokes> {
  const lowest = async (drawings: readonly Strokes[]) => {
    const losses = await evaluateAll(objective, stage, drawings, signal);
    return losses.indexOf(Math.min(...losses));
  };
  const finests = outlines.map(({ draw }) => draw(count));
  const best = await lowest(finests);
  const [finest, { fewest, draw }] = [finests[best], outlines[best]];
  const most = strokeCount(finest);
  const coarser = Array.from({ length: Math.max(0, most - (fewest(count) ?? most)) }, (_, k) =>
    draw(most - 1 - k),
  );
  const finenesses = [finest, ...coarser];
  const missing = count - Math.min(...finenesses.map(strokeCount));
  const ranked = await rankWithin(objective, stage, propose, finest, missing, signal);
  const drawings = finenesses.map((outline) => fillUp(stage, outline, ranked, count));
  return drawings[await lowest(drawings)];
}

/** What is proposed beside the outline, what it misses most first and what repeats others last. */
async function rankWithin(
  objective: Objective,
  stage: Stage,
  propose: Propose,
  outline: Strokes,
  wanted: number,
  signal?: AbortSignal,
): Promise<Strokes> {
  const frozen = strokeCount(outline);
  const proposed = propose(frozen + wanted, outline);
  const [distinct, repeated] = splitRepeated(proposed, stage.canvas, frozen);
  const { removed } = await reduceByLoss(
    objective,
    stage,
    selectStrokes(proposed, distinct),
    frozen,
    frozen,
    signal,
  );
  return selectStrokes(proposed, [...removed.map((s) => distinct[s]).reverse(), ...repeated]);
}

/** The outline, and as many of the others as there is room for, those first that do not repeat it. */
function fillUp(stage: Stage, outline: Strokes, others: Strokes, count: number): Strokes {
  const frozen = strokeCount(outline);
  const all = concatStrokes(outline, others);
  return selectStrokes(all, splitRepeated(all, stage.canvas, frozen).flat().slice(0, count));
}

/** Indices of the strokes that repeat no other, and of those that do. */
function splitRepeated(strokes: Strokes, canvas: Stage['canvas'], frozen: number): [number[], number[]] {
  const distinct = dropRepeated(strokes, canvas, frozen);
  const kept = new Set(distinct);
  return [distinct, Array.from(strokes.widths.keys()).filter((s) => !kept.has(s))];
}
