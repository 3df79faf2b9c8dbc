/** Accuracy and margin per network, tap and distance. */
import { groupBy, quantile } from '../judge/statistics.ts';

export interface Pair {
  readonly network: string;
  readonly tap: string;
  readonly distance: string;
  readonly photo: string;
  /** What is wrong with the other drawing. */
  readonly kind: string;
  /** Distance of the good drawing and of the other one to the photo. */
  readonly good: number;
  readonly bad: number;
}

/** How much nearer the good drawing is, as a part of the worse one's distance; negative when it is farther. */
export function margin({ good, bad }: Pair): number {
  return bad > 0 ? (bad - good) / bad : 0;
}

/** Drawings with more or fewer strokes, or by hand, are not surely worse or better; they stand apart. */
function isWorse({ kind }: Pair): boolean {
  return !kind.endsWith(' strokes') && kind !== 'contour for hand';
}

/** Markdown: one row per network, tap and distance; per kind the accuracy in percent. */
export function rankingTable(pairs: readonly Pair[]): string {
  const kinds = [...new Set(pairs.map(({ kind }) => kind))];
  const rows = groupBy(pairs, ({ network, tap, distance }) => `${network} | ${tap} | ${distance}`);
  const lines = [...rows].map(([name, group]) => {
    const worse = group.filter(isWorse);
    const margins = worse.map(margin);
    const cells = kinds.map((kind) => percent(group.filter((pair) => pair.kind === kind)));
    return `| ${name} | ${percent(worse)} | ${quantile(margins, 0.5).toFixed(3)} | ${quantile(margins, 0.1).toFixed(3)} | ${cells.join(' | ')} |`;
  });
  const head = ['network', 'tap', 'distance', 'all worse', 'median margin', '10 % margin', ...kinds];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...lines, ''].join('\n');
}

function percent(pairs: readonly Pair[]): string {
  if (pairs.length === 0) return '';
  return ((100 * pairs.filter(({ good, bad }) => good < bad).length) / pairs.length).toFixed(0);
}
