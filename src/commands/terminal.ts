/** The terminal's size and abilities, and text that fits on it. */
import truncate from 'fast-string-truncated-width';

/** Size in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Stream = Pick<NodeJS.WriteStream, 'isTTY'> & Partial<Pick<NodeJS.WriteStream, 'columns' | 'rows'>>;

const USUAL: TerminalSize = { columns: 80, rows: 24 };

/** The terminal's size; COLUMNS and LINES, or 80 x 24, if the terminal does not report it (a serial line, some containers). */
export function terminalSize({ columns, rows }: Stream, env: Environment = process.env): TerminalSize {
  return {
    columns: columns || Number.parseInt(env.COLUMNS ?? '', 10) || USUAL.columns,
    rows: rows || Number.parseInt(env.LINES ?? '', 10) || USUAL.rows,
  };
}

/** Whether a line can be overwritten: on a terminal whose TERM is not `dumb`. */
export function canRewrite({ isTTY }: Stream, env: Environment = process.env): boolean {
  return isTTY === true && env.TERM !== 'dumb';
}

/** The text cut to `columns`; colour codes count 0, wide characters 2. */
export function fitLine(text: string, columns: number): string {
  const { index, truncated } = truncate(text, { limit: Math.max(1, columns), ellipsis: '' });
  if (!truncated) return text;
  const cut = text.slice(0, index);
  return cut.includes('\x1b[') ? `${cut}\x1b[0m` : cut;
}

/** A progress bar for a fraction `done`, 0 to 1. */
export function drawBar(done: number, length: number): string {
  return '█'.repeat(Math.round(Math.min(1, done) * length)).padEnd(length, '░');
}
