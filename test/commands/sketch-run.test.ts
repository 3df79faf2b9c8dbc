import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Flags, planRun } from '../../src/commands/sketch-run.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-plan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('planRun', () => {
  it('writes SVG and PNG named after the photo, unless told otherwise', async () => {
    const { levels, ladder } = await planRun('photos/horse.new.jpg', {});
    expect(levels).toEqual([{ strokes: undefined, outputs: ['out/horse.new.svg', 'out/horse.new.png'] }]);
    expect(ladder).toEqual([]);
  });

  it('plans a drawing for each number of strokes, from few to many, and a ladder', async () => {
    const { levels, ladder } = await planRun('horse.jpg', {
      strokes: [16, 4],
      out: [join(folder, 'a.b.svg')],
    });
    expect(levels).toEqual([
      { strokes: 4, outputs: [join(folder, 'a.b-4.svg')] },
      { strokes: 16, outputs: [join(folder, 'a.b-16.svg')] },
    ]);
    expect(ladder).toEqual([join(folder, 'a.b-ladder.svg')]);
  });

  it('plans one drawing of as many strokes as it takes', async () => {
    const { levels, ladder } = await planRun('horse.jpg', { strokes: ['auto'], target: 0.8, out: ['a.svg'] });
    expect(levels).toEqual([{ strokes: 'auto', outputs: ['a.svg'] }]);
    expect(ladder).toEqual([]);
  });

  it.each([
    [{ out: ['x.svg'] }, false],
    [{ out: ['x.gif'] }, true],
    [{ out: ['x.gif'], record: 5 }, false],
    [{ out: ['x.gif'], order: false }, false],
    [{ out: ['x.svg'], animate: true }, true],
    [{ out: ['x.png'], animate: true }, false],
    [{ out: ['-'], order: true }, true],
  ])('orders the strokes of %j: %s', async (flags, order) => {
    expect((await planRun('horse.jpg', flags)).order).toBe(order);
  });

  it('names drawings after the file that a URL names, and overwrites it no more than a path', async () => {
    const photo = join(folder, 'a horse.png');
    await writeFile(photo, 'a photo');
    const url = pathToFileURL(photo).href;
    expect((await planRun(url, {})).levels[0].outputs).toEqual(['out/a horse.svg', 'out/a horse.png']);
    expect((await planRun('data:image/png;base64,AAAA', {})).levels[0].outputs[0]).toBe('out/photo.svg');
    for (const flags of [{ out: [photo] }, { saveMask: photo }]) {
      await expect(planRun(url, { ...flags, force: true })).rejects.toThrow(/is an input/);
    }
    const mask = pathToFileURL(photo).href;
    await expect(planRun('horse.jpg', { mask, out: [photo], force: true })).rejects.toThrow(/is an input/);
  });

  it('reads the sketch to go on from', async () => {
    const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };
    await writeFile(join(folder, 'from.svg'), writeSvg(sketch));
    expect((await planRun('horse.jpg', { from: join(folder, 'from.svg') })).from).toEqual(sketch);
  });

  it.each<[Flags, string]>([
    [{ strokes: [4, 8], out: ['-'] }, 'Several drawings do not fit on standard output'],
    [{ strokes: [4, 0] }, "Expected an integer from 1 to 256 or 'auto' for strokes but received 0"],
    [{ strokes: [4, 4] }, '4 strokes are asked for twice'],
    [{ strokes: ['auto', 8] }, 'Give --strokes auto alone, without numbers of strokes'],
    [{ strokes: ['auto'], nested: true }, 'Give --nested several numbers'],
    [{ strokes: ['auto'], init: 'saliency' }, "Strokes 'auto' need init 'contour'"],
    [{ strokes: ['auto'], preset: 'paper' }, "Strokes 'auto' need init 'contour'"],
    [{ strokes: ['auto'], target: 2 }, 'Expected a number from 0 to 1 for target but received 2'],
    [{ target: 0.8 }, 'Give --target together with --strokes auto'],
    [{ strokes: [4], nested: true }, 'Give --nested several numbers'],
    [{ keep: true }, 'Name the sketch whose strokes to --keep with --from'],
    [{ record: 0 }, 'Expected an integer from 1 for record'],
    [{ from: 'none.svg' }, 'Cannot read none.svg: there is no such file'],
    [{ out: ['a.bmp'] }, 'Cannot tell the format of a.bmp'],
    [{ out: ['/dev/null/x.svg'] }, 'a part of the path is a file, not a folder'],
    [{ color: 'plaid' }, "for color but received 'plaid'"],
    [{ paper: 'plaid' }, "for paper but received 'plaid'"],
    [{ size: 0 }, 'for size but received 0'],
    [{ plotter: 'a99' }, "for plotter but received 'a99'"],
    [{ saveMask: 'mask.jpg' }, 'The mask is saved as a PNG'],
    [{ out: ['a.png'], saveMask: './a.png' }, './a.png is named both as an output and for --save-mask'],
    [{ plotter: 'a6', margin: 90 }, 'for margin but received 90'],
  ])('refuses %j before anything is drawn', async (flags, message) => {
    await expect(planRun('horse.jpg', flags)).rejects.toThrow(message);
  });
});
