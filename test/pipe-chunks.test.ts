/** Named pipes as configs and sketches. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSketch } from '../src/output/load.ts';
import { readTextFile } from '../src/read-text.ts';
import { uniformStrokes } from '../src/strokes/stroke.ts';
import { writeSvg } from '../src/strokes/svg.ts';
import { temporaryFolder } from './helpers/folder.ts';
import './helpers/patience.ts';

const DRAWING = writeSvg({
  width: 40,
  height: 20,
  strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4),
});

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  const pipe = () => {
    const path = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    return path;
  };

  it('is read to its end', async () => {
    const [sketch, text] = [pipe(), pipe()];
    const [{ sketch: read }, read2] = await Promise.all([
      loadSketch(sketch),
      readTextFile(text),
      writeFile(sketch, DRAWING),
      writeFile(text, 'x'.repeat(200_000)),
    ]);
    expect(read.strokes.widths).toHaveLength(1);
    expect(read2).toEqual({ text: 'x'.repeat(200_000) });
  });

  it('that nobody writes to is not waited for without end', async () => {
    const [sketch, text] = [pipe(), pipe()];
    const message = `${sketch} is a pipe that nothing writes to; give a file`;
    const [, read] = await Promise.all([
      expect(loadSketch(sketch)).rejects.toMatchObject({ code: 'input', message }),
      readTextFile(text),
    ]);
    expect(read).toMatchObject({ problem: expect.stringContaining('a pipe that nothing writes to') });
  });
});
