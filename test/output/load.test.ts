import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSketch, parseSketch } from '../../src/output/load.ts';
import { GENERATOR } from '../../src/output/marks.ts';
import { encodeSketch } from '../../src/output/save.ts';
import { writeStrokesJson } from '../../src/strokes/json.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';

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
    const metadata = { generator: GENERATOR, seed: 4 };
    expect(await loadSketch(path)).toEqual({ sketch, metadata, warnings: [] });
  });

  it('names the file that it cannot read', async () => {
    const broken = join(folder, 'broken.svg');
    await writeFile(broken, '<svg viewBox="0 0 9 9"><g>');
    await expect(loadSketch(broken)).rejects.toThrow('broken.svg: The file ends inside <g>');
    await expect(loadSketch(join(folder, 'none.svg'))).rejects.toThrow('there is no such file');
    await expect(loadSketch(folder)).rejects.toThrow('it is a folder');
  });

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without one', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 of the other byte order', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['gzip', (text: string) => gzipSync(text)],
  ])('reads %s', async (_, encode) => {
    const metadata = { name: 'Käse €' };
    for (const text of [writeSvg(sketch, {}, metadata), writeStrokesJson(sketch, metadata)]) {
      expect(parseSketch(encode(text))).toEqual({ sketch, metadata, warnings: [] });
    }
  });

  it('reads the encoding that an XML declaration names', () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>${writeSvg(sketch, {}, { name: 'Käse' })}`;
    expect(parseSketch(Buffer.from(text, 'latin1')).metadata).toEqual({ name: 'Käse' });
  });

  it('stops reading what is too large, packed or endless', async () => {
    const large = join(folder, 'large.svg');
    await writeFile(large, Buffer.alloc(2 ** 24 + 1));
    await expect(loadSketch(large)).rejects.toThrow('it has more than 16 MB');
    await writeFile(large, gzipSync(Buffer.alloc(2 ** 24 + 1)));
    await expect(loadSketch(large)).rejects.toThrow('it unpacks to more than 16 MB');
    await expect(loadSketch('/dev/zero')).rejects.toThrow('it has more than 16 MB');
    await writeFile(large, gzipSync('<svg/>').subarray(0, 20));
    await expect(loadSketch(large)).rejects.toThrow('it is compressed, and damaged');
  });
});
