/** Tables of a run: medians per method, and differences to a reference method paired by photo. */
import type { LossReport } from '../../../src/sketch.ts';
import type { Scores } from '../judge/judge.ts';
import { groupBy, quantile, spread } from '../judge/statistics.ts';

export interface Row {
  readonly photo: string;
  readonly split: string;
  readonly method: string;
  readonly strokes: number;
  /** What the critic of bench/pairs makes of it; only differences between drawings of one photo mean something. */
  readonly critic: number;
  readonly loss: number;
  readonly terms: LossReport;
  readonly seconds: number;
  readonly scores: Scores;
}

interface Column {
  readonly title: string;
  readonly value: (row: Row) => number;
  readonly digits: number;
  /** 1 when more is better, -1 when less is. */
  readonly better: 1 | -1;
}

const CRITIC: Column = { title: 'critic', value: ({ critic }) => critic, digits: 2, better: 1 };

const COLUMNS: readonly Column[] = [
  { title: 'likeness', value: ({ scores }) => scores.likeness, digits: 3, better: 1 },
  { title: 'identity', value: ({ scores }) => scores.identity, digits: 2, better: 1 },
  { title: 'MS-SSIM', value: ({ scores }) => scores.msSsim, digits: 3, better: 1 },
  { title: 'outline to ink (px)', value: ({ scores }) => scores.outlineToInk, digits: 1, better: -1 },
  { title: 'ink to outline (px)', value: ({ scores }) => scores.inkToOutline, digits: 1, better: -1 },
  { title: 'loss', value: ({ loss }) => loss, digits: 3, better: -1 },
];

/** Markdown for each number of strokes. @param reference the method that the others are compared with */
export function tables(rows: readonly Row[], reference: string): string {
  return [...groupBy(rows, ({ strokes }) => String(strokes))]
    .map(([strokes, group]) => `## ${strokes} strokes\n\n${medians(group)}\n${paired(group, reference)}`)
    .join('\n');
}

function medians(rows: readonly Row[]): string {
  const head = [
    'method',
    'photos',
    ...COLUMNS.map(({ title }) => title),
    'own photo first',
    'ink (%)',
    'seconds',
  ];
  const lines = [...groupBy(rows, ({ method }) => method)].map(([method, group]) => {
    const median = (value: (row: Row) => number, digits: number) =>
      quantile(group.map(value), 0.5).toFixed(digits);
    const first = group.filter(({ scores }) => scores.rank === 1).length;
    return [
      method,
      group.length,
      ...COLUMNS.map(({ value, digits }) => median(value, digits)),
      `${first} of ${group.length}`,
      median(({ scores }) => 100 * scores.ink, 1),
      median(({ seconds }) => seconds, 1),
    ];
  });
  return `Medians over photos.\n\n${markdown(head, lines)}`;
}

function paired(rows: readonly Row[], reference: string): string {
  const base = new Map(rows.filter(({ method }) => method === reference).map((row) => [row.photo, row]));
  const groups = [...groupBy(rows, ({ method }) => method)].filter(([method]) => method !== reference);
  if (base.size === 0 || groups.length === 0) return '';
  const lines = groups.map(([method, group]) => [
    method,
    ...[CRITIC, ...COLUMNS].map(({ value, digits, better }) => {
      const gains = group
        .filter(({ photo }) => base.has(photo))
        .map((row) => better * (value(row) - value(base.get(row.photo)!)));
      const { median, lowerQuartile, upperQuartile, wins, count } = spread(gains);
      return `${signed(median, digits)} [${signed(lowerQuartile, digits)}, ${signed(upperQuartile, digits)}], ${wins}/${count}`;
    }),
  ]);
  const text = `Gain over ${reference}, paired by photo (positive is better): median [quartiles], photos won.`;
  return `${text}\n\n${markdown(['method', ...[CRITIC, ...COLUMNS].map(({ title }) => title)], lines)}`;
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(digits)}`;
}

function markdown(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
  return row(head) + row(head.map(() => '---')) + lines.map(row).join('');
}
