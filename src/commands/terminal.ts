/** What a terminal can show, and lines that fit on it. */
import truncate from 'fast-string-truncated-width';

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Stream = Pick<NodeJS.WriteStream, 'isTTY'> & Partial<Pick<NodeJS.WriteStream, 'columns' | 'rows'>>;

const USUAL: TerminalSize = { columns: 80, rows: 24 };

/** Its size; what COLUMNS and LINES say, or 80 x 24, where the terminal does not know (a serial line, some containers). */
export function terminalSize({ columns, rows }: Stream, env: Environment = process.env): TerminalSize {
  return {
    columns: columns || Number.parseInt(env.COLUMNS ?? '', 10) || USUAL.columns,
    rows: rows || Number.parseInt(env.LINES ?? '', 10) || USUAL.rows,
  };
}

/** Whether a line can be written over: on a terminal, but for those that call themselves dumb. */
export function canRewrite({ isTTY }: Stream, env: Environment = process.env): boolean {
  return isTTY === true && env.TERM !== 'dumb';
}

/** The text cut to `columns`; colour codes take no room, wide characters take two. */
export function fitLine(text: string, columns: number): string {
  const { index, truncated } = truncate(text, { limit: Math.max(1, columns), ellipsis: '' });
  if (!truncated) return text;
  const cut = text.slice(0, index);
  return cut.includes('\x1b[') ? `${cut}\x1b[0m` : cut;
}

/** `done` of 1 as blocks. */
export function drawBar(done: number, length: number): string {
  return '█'.repeat(Math.round(Math.min(1, done) * length)).padEnd(length, '░');
}
