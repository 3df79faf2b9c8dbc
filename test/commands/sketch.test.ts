/** What only the command does: several drawings of one photo, going on from another, recording. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSketch } from '../../src/output/load.ts';
import { buildCli, runCli } from '../helpers/cli.ts';
import { orientedPhotos } from '../helpers/hostile-folder.ts';
import '../helpers/patience.ts';

const FAST = ['-q', '--iterations', '2', '--seeds', '1', '--views', '1', '--features', 'none'];
let folder: string;
let photo: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-sketch-'));
  buildCli();
  photo = join(folder, 'disc.webp');
  await writeFile(photo, (await orientedPhotos())[0]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => {
  const outcome = await runCli(['sketch', photo, ...FAST, ...args], { cwd: folder });
  expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
};
const strokesOf = async (name: string) => (await loadSketch(join(folder, name))).sketch.strokes;
const out = (...names: string[]) => names.flatMap((name) => ['-o', join(folder, name)]);

describe('clipasso sketch', () => {
  it('draws a nested ladder, ordered, and a picture of it', async () => {
    await run('-n', '2,4', '--exact', '--nested', '--order', ...out('a.json', 'a.png'));
    const [few, many, ladder] = await Promise.all(['a-2.json', 'a-4.json', 'a-ladder.json'].map(strokesOf));
    expect([few.widths.length, many.widths.length, ladder.widths.length]).toEqual([2, 4, 6]);
    few.points.forEach((value, i) => {
      expect(many.points[i]).toBeCloseTo(value, 6);
    });
    const { width = 0, height = 0 } = await sharp(join(folder, 'a-ladder.png')).metadata();
    expect(width).toBe(896);
    expect(width / height).toBeGreaterThan(2);
  });

  it('saves what was taken for the subject, as a mask of the photo’s size', async () => {
    const mask = join(folder, 'mask.png');
    await run('-n', '2', '--iterations', '0', '--save-mask', mask, ...out('m.svg'));
    const [{ width, height, channels }, { autoOrient }] = await Promise.all(
      [mask, photo].map((path) => sharp(path).metadata()),
    );
    expect([width, height, channels]).toEqual([autoOrient.width, autoOrient.height, 1]);
    const { channels: statistics } = await sharp(mask).stats();
    expect(statistics[0].min).toBeLessThan(30);
    expect(statistics[0].max).toBeGreaterThan(225);
    // the program's own file may be written again, and serves as a mask
    await run('-n', '2', '--iterations', '0', '--mask', mask, ...out('m.svg'));
    const args = ['sketch', photo, ...FAST, '--mask', mask, '--save-mask', mask, ...out('m.svg')];
    expect(await runCli(args, { cwd: folder })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is an input/),
    });
  });

  it('goes on from a drawing, keeping its strokes, and records every step', async () => {
    await run(
      '-n',
      '3',
      '--exact',
      '--from',
      join(folder, 'a-2.json'),
      '--keep',
      '--record',
      '1',
      ...out('b.json', 'b.gif'),
    );
    const [before, after] = await Promise.all(['a-2.json', 'b.json'].map(strokesOf));
    expect(after.widths).toHaveLength(3);
    before.points.forEach((value, i) => {
      expect(after.points[i]).toBeCloseTo(value, 6);
    });
    expect((await sharp(join(folder, 'b.gif'), { animated: true }).metadata()).pages).toBeLessThanOrEqual(4);
  });
});
