import { stripVTControlCharacters } from 'node:util';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { previewProtocol, previewSketch } from '../../src/output/preview.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([0, 6, 15, 6, 25, 6, 40, 6], 8) };

describe('previewProtocol', () => {
  it.each([
    [{ TERM: 'xterm-kitty' }, 'kitty'],
    [{ KITTY_WINDOW_ID: '1', TERM: 'xterm' }, 'kitty'],
    [{ TERM_PROGRAM: 'iTerm.app' }, 'iterm2'],
    [{ TERM: 'xterm-256color' }, 'blocks'],
    [{ TERM: 'xterm-kitty', TMUX: '/tmp/x' }, 'blocks'],
    [{ TERM: 'tmux-256color', KITTY_WINDOW_ID: '1' }, 'blocks'],
    [{ TERM: 'xterm-kitty', ZELLIJ: '0' }, 'blocks'],
    [{ TERM_PROGRAM: 'iTerm.app', ZELLIJ: '0' }, 'blocks'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', KITTY_WINDOW_ID: '1' }, 'blocks'],
    [{ TERM: 'dumb', KITTY_WINDOW_ID: '1' }, 'dots'],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'dots'],
    [{}, 'blocks'],
  ])('of %j is %s', (env, protocol) => {
    expect(previewProtocol(env)).toBe(protocol);
  });
});

describe('previewSketch', () => {
  it('draws with half blocks where nothing better is there', () => {
    const lines = previewSketch(sketch, 'blocks', { columns: 20, rows: 24 }).split('\n');
    expect(lines).toHaveLength(6); // 20 x 10 pixels, two rows a line, and the end
    expect(lines[0].match(/▀/g)).toHaveLength(20);
    expect(lines[0]).toContain('\x1b[38;5;255;48;5;232m▀');
    expect(lines[3]).not.toContain('232');
  });

  it('draws with dots, without escape codes, where there are no colours', () => {
    const text = previewSketch(sketch, 'dots', { columns: 20, rows: 24 }, { color: 'white', paper: 'black' });
    expect(text).toMatch(/^([\u2800-\u28ff]{20}\n){5}$/);
    const [first, second, , , last] = text.split('\n');
    expect(first).toBe('⣤'.repeat(20)); // ink from 2 to 10 of 20
    expect(second).toBe('⣿'.repeat(20));
    expect(last).toBe('\u2800'.repeat(20));
  });

  it.each([
    ['blocks', { columns: 30, rows: 24 }, 60],
    ['blocks', { columns: 200, rows: 10 }, 200],
    ['dots', { columns: 80, rows: 8 }, 200],
    ['blocks', { columns: 1, rows: 1 }, 10],
    ['blocks', { columns: 80, rows: 24 }, 3],
  ] as const)('%s fit into %j', (protocol, room, height) => {
    const tall = { ...sketch, height };
    const lines = previewSketch(tall, protocol, room).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(Math.max(2, room.rows - 3));
    for (const line of lines)
      expect([...stripVTControlCharacters(line)].length).toBeLessThanOrEqual(Math.max(1, room.columns));
  });

  it('sends a PNG to kitty in chunks and to iTerm2 whole', async () => {
    const kitty = previewSketch(sketch, 'kitty', { columns: 80, rows: 24 });
    const chunks = kitty
      .split('\x1b\\')
      .slice(0, -1)
      .map((chunk) => chunk.split(';'));
    expect(chunks[0][0]).toMatch(/_Ga=T,f=100,r=15,m=[01]$/);
    expect(chunks.at(-1)![0]).toContain('m=0');
    for (const [, data] of chunks) expect(data.length).toBeLessThanOrEqual(4096);
    const iterm = previewSketch(sketch, 'iterm2', { columns: 80, rows: 24 });
    expect(iterm).toContain('\x1b]1337;File=inline=1;height=15;');
    for (const base64 of [chunks.map((chunk) => chunk[1]).join(''), iterm.slice(iterm.indexOf(':') + 1)]) {
      expect((await sharp(Buffer.from(base64, 'base64')).metadata()).width).toBe(480);
    }
  });

  it('is as wide as the rows that are left allow, and at most 60 characters', () => {
    const columns = (room: { columns: number; rows: number }, protocol: 'blocks' | 'dots' = 'blocks') =>
      [...stripVTControlCharacters(previewSketch(sketch, protocol, room).split('\n')[0]!)].length;
    expect(columns({ columns: 200, rows: 40 })).toBe(60);
    expect(columns({ columns: 50, rows: 40 })).toBe(50);
    // 8 rows of which 3 stay free: 10 pixels high, and twice that wide
    expect(columns({ columns: 200, rows: 8 })).toBe(20);
    expect(columns({ columns: 200, rows: 8 }, 'dots')).toBe(20);
  });

  it('shows colours as the grey that people see', () => {
    const blank = { ...sketch, strokes: uniformStrokes([], 1) };
    const grey = (paper: string) =>
      /38;5;(\d+)/.exec(previewSketch(blank, 'blocks', { columns: 20, rows: 24 }, { paper }))![1];
    expect(['black', '#ff0000', '#00ff00', '#0000ff', 'white'].map(grey)).toEqual([
      '232',
      '239',
      '246',
      '235',
      '255',
    ]);
  });

  it('shows the finest line, and a last row that the picture has no pixels for in white', () => {
    const fine = { ...sketch, strokes: uniformStrokes([0, 5, 15, 5, 25, 5, 40, 5], 0.01) };
    expect(previewSketch(fine, 'blocks', { columns: 20, rows: 24 })).toMatch(/5;23[2-9]/);
    const odd = previewSketch(
      { ...sketch, height: 18, strokes: uniformStrokes([], 1) },
      'blocks',
      { columns: 20, rows: 24 },
      { paper: 'black' },
    );
    // 9 rows of pixels are five lines
    const lines = odd.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[4]).toContain('38;5;232;48;5;255m');
    expect(lines[3]).not.toContain('255m');
  });

  it('has one line at least, however small the room', () => {
    const text = previewSketch(sketch, 'iterm2', { columns: 1, rows: 1 });
    expect(text).toContain('height=1;');
    expect(previewSketch(sketch, 'kitty', { columns: 2, rows: 1 })).toContain('r=1,');
  });
});
