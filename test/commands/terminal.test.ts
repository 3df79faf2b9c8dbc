import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createDownloadProgress } from '../../src/commands/download-progress.ts';
import { createProgress } from '../../src/commands/progress.ts';
import { canRewrite, fitLine, terminalSize } from '../../src/commands/terminal.ts';

/** A terminal that keeps the line that it shows. */
function terminal(columns: number | undefined, isTTY = true) {
  const written: string[] = [];
  const stream = {
    isTTY,
    columns,
    write: (text: string) => written.push(text),
  } as unknown as NodeJS.WriteStream;
  const line = () => written.join('').split('\r\x1b[2K').at(-1)!;
  return { stream, written, line, shown: () => stripVTControlCharacters(line()) };
}

const STEP = {
  stage: 'optimise',
  step: 12,
  steps: 40,
  losses: [
    { seed: 0, loss: 1.98765 },
    { seed: 3, loss: 2.1 },
  ],
} as const;

describe('terminalSize', () => {
  it.each([
    [{ columns: 120, rows: 40 }, {}, { columns: 120, rows: 40 }],
    [{ columns: 0, rows: 0 }, {}, { columns: 80, rows: 24 }],
    [{}, { COLUMNS: '100', LINES: '50' }, { columns: 100, rows: 50 }],
    [{ columns: 0 }, { COLUMNS: 'wide' }, { columns: 80, rows: 24 }],
  ])('of %j with %j is %j', (stream, env, size) => {
    expect(terminalSize({ isTTY: true, ...stream }, env)).toEqual(size);
  });
});

it('lines are written over on terminals only, and not on dumb ones', () => {
  expect(canRewrite({ isTTY: true }, { TERM: 'xterm' })).toBe(true);
  expect(canRewrite({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(canRewrite({ isTTY: false }, { TERM: 'xterm' })).toBe(false);
});

describe('fitLine', () => {
  it('counts what is seen: no colour codes, two for wide characters', () => {
    expect(fitLine('\x1b[36mabc\x1b[39mdef', 6)).toBe('\x1b[36mabc\x1b[39mdef');
    expect(fitLine('猫のスケッチ', 5)).toBe('猫の');
    expect(fitLine('abcdef', 4)).toBe('abcd');
  });

  it('leaves no colour on where it cuts', () => {
    expect(fitLine('\x1b[36mabcdef\x1b[39m', 3).endsWith('abc\x1b[0m')).toBe(true);
  });
});

describe('the progress line', () => {
  it.each([200, 80, 30, 12, 0, undefined])('fits on %j columns', (columns) => {
    const { stream, line, shown } = terminal(columns);
    const progress = createProgress(stream, true, '[1/2] ein sehr langer Ordner/猫の写真.jpg: ');
    progress.onEvent({ ...STEP, step: 0 });
    progress.onEvent(STEP);
    const room = (columns || 80) - 1;
    expect(fitLine(line(), room)).toBe(line());
    expect(shown().length).toBeGreaterThan(0);
    progress.end();
    expect(line()).toBe('');
  });

  it('says all that there is room for', () => {
    const at = (columns: number) => {
      const { stream, shown } = terminal(columns);
      createProgress(stream, true).onEvent(STEP);
      return shown();
    };
    expect(at(100)).toMatch(/^█{7}░{17} step 12\/40, 2 seeds, best 0, loss 1\.9876, \d+ (s|min) left$/);
    expect(at(50)).toMatch(/^█{2}░{6} 12\/40, loss 1\.99, \d+ (s|min) left$/);
    expect(at(30)).toMatch(/^█{2}░{6} 12\/40/);
  });

  it('is not written where it could not be written over', () => {
    const { stream, written } = terminal(80, false);
    createProgress(stream, true).onEvent(STEP);
    expect(written).toEqual([]);
  });
});

it.each([100, 30, 0])('the line of a download fits on %j columns', (columns) => {
  const { stream, line } = terminal(columns);
  const progress = createDownloadProgress(stream, 'clip-vit-b-32');
  progress.onProgress(0, 600e6);
  progress.onProgress(600e6, 600e6);
  expect(fitLine(line(), (columns || 80) - 1)).toBe(line());
  expect(stripVTControlCharacters(line())).toMatch(/^clip-vit-b-32 █{8,24}/);
});
