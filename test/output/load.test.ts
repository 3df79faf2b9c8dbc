import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSketch } from '../../src/output/load.ts';
import { GENERATOR } from '../../src/output/marks.ts';
import { encodeSketch } from '../../src/output/save.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 2], 4) };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-load-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('loadSketch', () => {
  it.each(['svg', 'json'] as const)('reads %s whatever the file is called', async (format) => {
    const path = join(folder, `sketch-${format}.txt`);
    await writeFile(path, await encodeSketch(sketch, format, {}, { seed: 4 }));
    expect(await loadSketch(path)).toEqual({ sketch, metadata: { generator: GENERATOR, seed: 4 } });
  });

  it('names the file that it cannot read', async () => {
    const broken = join(folder, 'broken.svg');
    await writeFile(broken, '<svg viewBox="0 0 9 9"><g>');
    await expect(loadSketch(broken)).rejects.toThrow('broken.svg: The file ends inside <g>');
    await expect(loadSketch(join(folder, 'none.svg'))).rejects.toThrow('there is no such file');
    await expect(loadSketch(folder)).rejects.toThrow('it is a folder');
  });
});
