/** Scores by group and split. */
import type { Plane } from '../../src/raster/raster.ts';
import { mean } from '../../src/sums.ts';
import type { MaskCase } from './composites.ts';
import type { Score } from './score.ts';

export interface Result {
  readonly case: MaskCase;
  readonly truth: Plane;
  readonly found: Plane;
  readonly score: Score;
  /** Score of the other mask. */
  readonly other: Score | undefined;
}

/** A pair of IoUs closer than this is a tie. */
const TIE = 0.002;

/** A Markdown table: a row for each group and split, two where another mask is compared with. */
export function summarise(results: readonly Result[]): string {
  const keys = [...new Set(results.map(({ case: { group, split } }) => `${group}, ${split}`)), 'all'];
  const head = [
    'group',
    'mask',
    'pictures',
    'mean IoU',
    'least IoU',
    'error',
    'border F',
    'thin parts',
    'better, equal, worse',
  ];
  const rows = keys.flatMap((key) => {
    const some = results.filter(
      ({ case: { group, split } }) => key === 'all' || key === `${group}, ${split}`,
    );
    const others = some.flatMap(({ other }) => (other ? [other] : []));
    const row = (name: string, scores: readonly Score[], pairs: string) => [
      key,
      name,
      scores.length,
      ...means(scores),
      pairs,
    ];
    const first = row(
      'measured',
      some.map(({ score }) => score),
      others.length > 0 ? compare(some) : '',
    );
    return others.length > 0 ? [row('against', others, ''), first] : [first];
  });
  return `${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function means(scores: readonly Score[]): string[] {
  const thin = scores.flatMap((score) => (score.thin === null ? [] : [score.thin]));
  return [
    mean(scores.map(({ iou }) => iou)).toFixed(3),
    Math.min(...scores.map(({ iou }) => iou)).toFixed(3),
    mean(scores.map(({ error }) => error)).toFixed(4),
    mean(scores.map(({ border }) => border)).toFixed(3),
    thin.length > 0 ? mean(thin).toFixed(3) : '',
  ];
}

function compare(results: readonly Result[]): string {
  const gains = results.map(({ score, other }) => score.iou - other!.iou);
  const better = gains.filter((gain) => gain > TIE).length;
  const worse = gains.filter((gain) => gain < -TIE).length;
  return `${better}, ${gains.length - better - worse}, ${worse}`;
}
