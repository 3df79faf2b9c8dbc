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
  ])('of %j is %s', (env, protocol) => {
    expect(previewProtocol(env)).toBe(protocol);
  });
});

describe('previewSketch', () => {
  it('draws with half blocks where nothing better is there', () => {
    const lines = previewSketch(sketch, 'blocks', 20).split('\n');
    expect(lines).toHaveLength(6); // 20 x 10 pixels, two rows a line, and the end
    expect(lines[0].match(/▀/g)).toHaveLength(20);
    expect(lines[0]).toContain('\x1b[38;5;255;48;5;232m▀');
    expect(lines[3]).not.toContain('232');
  });

  it('sends a PNG to kitty in chunks and to iTerm2 whole', async () => {
    const kitty = previewSketch(sketch, 'kitty', 80);
    const chunks = kitty
      .split('\x1b\\')
      .slice(0, -1)
      .map((chunk) => chunk.split(';'));
    expect(chunks[0][0]).toMatch(/_Ga=T,f=100,m=[01]$/);
    expect(chunks.at(-1)![0]).toContain('m=0');
    for (const [, data] of chunks) expect(data.length).toBeLessThanOrEqual(4096);
    const iterm = previewSketch(sketch, 'iterm2', 80);
    expect(iterm).toContain('\x1b]1337;File=inline=1;');
    for (const base64 of [chunks.map((chunk) => chunk[1]).join(''), iterm.slice(iterm.indexOf(':') + 1)]) {
      expect((await sharp(Buffer.from(base64, 'base64')).metadata()).width).toBe(480);
    }
  });
});
