import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { renderCommand } from '../../src/commands/render.ts';
import { loadSketch } from '../../src/output/load.ts';
import { GENERATOR } from '../../src/output/marks.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };
let folder: string;
let source: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-render-'));
  source = join(folder, 'horse.svg');
  await writeFile(source, writeSvg(sketch, {}, { seed: 5 }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  new Command().addCommand(renderCommand()).parseAsync(['render', '-q', ...args], { from: 'user' });

describe('clipasso render', () => {
  it('writes several formats at once and keeps the metadata', async () => {
    const [png, json, again] = ['a.png', 'a.json', 'b.svg'].map((name) => join(folder, name));
    await run(source, '-o', png, '-o', json, '--size', '200', '--paper', 'transparent', '--color', 'red');
    const { width, height, hasAlpha } = await sharp(png).metadata();
    expect([width, height, hasAlpha]).toEqual([200, 100, true]);
    expect(await loadSketch(json)).toEqual({
      sketch,
      metadata: { generator: GENERATOR, seed: 5 },
      warnings: [],
    });
    await run(json, '-o', again);
    expect(await readFile(again, 'utf8')).toContain(
      `<metadata>{"generator":"${GENERATOR}","seed":5}</metadata>`,
    );
  });

  it('changes the width of all strokes', async () => {
    const thin = join(folder, 'thin.svg');
    await run(source, '-o', thin, '--width', '1.5');
    expect([...(await loadSketch(thin)).sketch.strokes.widths]).toEqual([1.5]);
    await expect(run(source, '-o', thin, '--width', '0')).rejects.toThrow(
      'Expected a number from 0.01 to 1000',
    );
  });

  it('keeps the colours of its source unless told otherwise', async () => {
    const [colored, kept, navy] = ['colored.svg', 'kept.svg', 'navy.svg'].map((name) => join(folder, name));
    await writeFile(colored, writeSvg(sketch, { color: 'red', paper: 'ivory' }));
    await run(colored, '-o', kept);
    expect((await loadSketch(kept)).sketch).toMatchObject({
      paper: '#fffff0',
      strokes: { colors: ['#ff0000'] },
    });
    await run(colored, '-o', navy, '--color', 'navy', '--paper', 'white');
    expect((await loadSketch(navy)).sketch).toMatchObject({
      paper: '#ffffff',
      strokes: { colors: ['#000080'] },
    });
  });

  it('writes for plotters, and again over its own files only', async () => {
    const names = ['page.svg', 'page.pdf', 'a.plt', 'a.nc', 'a.dxf'].map((name) =>
      join(folder, 'plot', name),
    );
    const outputs = names.flatMap((name) => ['-o', name]);
    const options = [
      '--plotter',
      'a5-portrait',
      '--margin',
      '12',
      '--align',
      'top',
      '--gcode',
      'servo',
      '--pen-up',
      '20',
    ];
    await run(source, ...outputs, ...options);
    await run(source, ...outputs, ...options);
    const [svg, pdf, plt, nc, dxf] = await Promise.all(names.map((name) => readFile(name, 'latin1')));
    expect(svg).toContain('width="148mm" height="210mm"');
    expect(pdf).toContain('/MediaBox [0 0 419.528 595.276]');
    expect(plt).toMatch(/^IN;IN;PA;\nSP1;\nPU\d+,\d+;\nPD/);
    expect(nc).toContain('M3 S20');
    expect(dxf).toContain('\nPOLYLINE\n');
    for (const [name, foreign] of [
      ['f.plt', 'IN;SP1;PU0,0;'],
      ['f.nc', '; made by hand\nG21'],
      ['f.dxf', '999\nother\n'],
    ]) {
      await writeFile(join(folder, name), foreign);
      await expect(run(source, '-o', join(folder, name))).rejects.toThrow(name);
      expect(await readFile(join(folder, name), 'utf8')).toBe(foreign);
    }
  });

  it('says what of its source it leaves out', async () => {
    const [foreign, out] = [join(folder, 'foreign.svg'), join(folder, 'foreign.png')];
    await writeFile(foreign, '<svg viewBox="0 0 9 9"><text>a</text><path stroke="red" d="M0 0L1 1"/></svg>');
    const said: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    try {
      await new Command()
        .addCommand(renderCommand())
        .parseAsync(['render', foreign, '-o', out], { from: 'user' });
    } finally {
      spy.mockRestore();
    }
    expect(said.join('')).toContain('foreign.svg: left out: 1 x text\n');
  });

  it('animates and makes plotter pages', async () => {
    const [gif, page] = ['a.gif', 'page.svg'].map((name) => join(folder, name));
    await run(source, '-o', gif, '-o', page, '--plotter', 'a5', '--seconds', '0.5');
    expect((await sharp(gif, { animated: true }).metadata()).pages).toBeGreaterThan(5);
    expect(await readFile(page, 'utf8')).toContain('width="210mm" height="148mm"');
  });

  it.each([
    [[], 'name an output with --out'],
    [['-o', 'x.svg', '--plotter', 'constructor'], "for plotter but received 'constructor'"],
    [['-o', 'x.hpgl', '--align', 'middle'], "for align but received 'middle'"],
    [['-o', 'x.hpgl', '--feed', '100'], '--feed is for .gcode outputs'],
    [['-o', 'x.gcode', '--feed', '-1'], 'for feed but received -1'],
    [['-o', 'x.bmp'], 'Cannot tell the format of x.bmp'],
    [['-o', 'x.png', '-o', 'x.png'], 'x.png is named twice'],
    [['-o', 'x.svg', '--seconds', '0'], 'for seconds but received 0'],
    [['-o', 'x.png', '--size', 'big'], "Expected a number for size but received 'big'"],
  ])('refuses %j', async (args, message) => {
    await expect(run(source, ...args)).rejects.toThrow(message);
  });
});
