/** What a user must not lose to a command line, and how names of others are shown: no network runs here. */
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { buildCli, runCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';

const DRAWING = writeSvg({
  width: 40,
  height: 20,
  strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4),
});
let cwd: string;
beforeAll(() => buildCli(), 120_000);
beforeEach(() => {
  cwd = temporaryFolder();
  mkdirSync(join(cwd, 'out'));
  for (const name of ['photo.svg', 'out/photo.svg']) writeFileSync(join(cwd, name), DISC_SVG);
  writeFileSync(join(cwd, 'drawing.svg'), DRAWING);
  writeFileSync(join(cwd, 'options.json'), '{}');
  symlinkSync('photo.svg', join(cwd, 'soft.svg'));
  linkSync(join(cwd, 'photo.svg'), join(cwd, 'hard.svg'));
});

const run = (...args: string[]) => runCli(args, { cwd });

describe('what is read is never overwritten', () => {
  it.each([
    [['sketch', 'photo.svg', '-o', 'photo.svg']],
    [['sketch', 'photo.svg', '-o', 'x.png', '-o', 'out/../photo.svg', '--force']],
    [['sketch', 'photo.svg', '-o', 'soft.svg']],
    [['sketch', 'hard.svg', '-o', 'photo.svg']],
    [['sketch', 'photo.svg', '--record', '2', '-o', 'hard.svg']],
    [['sketch', 'photo.svg', '--from', 'drawing.svg', '-o', 'drawing.svg']],
    [['sketch', 'photo.svg', '--mask', 'drawing.svg', '-o', 'drawing.svg']],
    [['sketch', 'photo.svg', '--config', 'options.json', '-o', 'options.json']],
    [['sketch', 'out/photo.svg']],
    [['render', 'drawing.svg', '-o', 'drawing.svg']],
    [['render', 'drawing.svg', '-o', './{name}.svg', '--force']],
    [['batch', 'photo.svg', '-o', '.', '--format', 'svg', '--force']],
    [['batch', 'out/photo.svg', '-o', 'out', '--format', 'svg']],
  ])('by %j', async (args) => {
    const files = readdirSync(cwd).sort();
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(/^clipasso: [^\n]* input[^\n]* and is not overwritten; [^\n]*\n$/);
    expect([code, stdout]).toEqual([2, '']);
    for (const name of ['photo.svg', 'out/photo.svg'])
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(DISC_SVG);
    expect(readFileSync(join(cwd, 'drawing.svg'), 'utf8')).toBe(DRAWING);
    expect(readdirSync(cwd).sort()).toEqual(files);
  });
});

it('files of others are kept unless by force, own ones are written again', async () => {
  writeFileSync(join(cwd, 'notes.json'), '{"mine": true}');
  const render = (...more: string[]) => run('render', 'drawing.svg', '-o', 'notes.json', '-q', ...more);
  expect(await render()).toMatchObject({ code: 2, stderr: expect.stringContaining('was not written by') });
  expect(await render('--no-clobber')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(cwd, 'notes.json'), 'utf8')).toBe('{"mine": true}');
  expect(await render('--force')).toMatchObject({ code: 0 });
  expect(await render()).toEqual({ code: 0, stdout: '', stderr: '' });
});

it.each([
  [['batch', '.', '-o', '.'], 'is the output folder'],
  [['batch', 'empty', '-o', 'new'], 'No photos in empty; photos end with'],
  [['sketch', 'photo.svg', 'soft.svg'], 'clipasso batch photo.svg soft.svg -o out'],
  [['sketch', 'photo.svg', '--json', '-o', '-'], 'do not both fit on standard output'],
  [['sketch', 'photo.svg', '-o', 'x.svg', '--force', '--no-clobber'], 'not both'],
  [['sketch', 'photo.svg', '-o', '{nme}.svg'], 'known are {dir}, {name}, {ext}, {strokes}, {seed}'],
  [['render', 'drawing.svg', '-o', 'x.svg', '--plotter', 'constructor'], "but received 'constructor'"],
  [['render', 'drawing.svg', '-o', 'x.png', '--plotter', 'a4'], '--plotter makes '],
  [['render', 'drawing.svg', '-o', '/proc/x/y.png'], 'Cannot write /proc/x/y.png'],
])('one line for %j', async (args, message) => {
  mkdirSync(join(cwd, 'empty'));
  const { code, stderr } = await run(...args);
  expect(stderr).toMatch(/^clipasso: [^\n]+\n$/);
  expect(stderr).toContain(message);
  expect(code).toBe(message.startsWith('Cannot write') ? 1 : 2);
});

it.each([
  [['sketch', 'a\nb\x1b[31m.jpg'], 'a\\nb\\u001b[31m.jpg'],
  [['render', 'a\nb', '-o', 'x.svg'], 'a\\nb'],
  [['render', 'drawing.svg', '-o', 'x\n\u009b.doc'], 'x\\n\\u009b.doc'],
  [['score', 'a\u2028b.svg', '--photo', 'photo.svg'], 'a\\u2028b.svg'],
  [['batch', 'no\nsuch', '-o', 'new'], 'no\\nsuch'],
  [['models', 'path', 'no\nsuch'], 'no\\nsuch'],
  [['sketch', 'photo.svg', '--config', 'no\nsuch'], 'no\\nsuch'],
  [['scribble\n\x07'], 'scribble\\n\\u0007'],
  [['sketch', 'photo.svg', '--opt\nion'], '--opt\\nion'],
])('shows names escaped in what is said about %j', async (args, shown) => {
  const { code, stderr } = await run(...args);
  expect(stderr).toContain(shown);
  expect(stderr).not.toContain('unexpected error');
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
  expect([1, 2]).toContain(code);
});

it.skipIf(process.platform === 'win32')('tells errors of the system in words', async () => {
  symlinkSync('loop', join(cwd, 'loop'));
  const env = { HF_HUB_CACHE: join(cwd, 'loop') };
  const { code, stderr } = await runCli(['models', 'list'], { cwd, env });
  expect(stderr).toMatch(/^clipasso: [^\n]*\/loop\/models--[^\n]*: its links lead in a circle\n$/);
  expect(code).toBe(1);
});

it.skipIf(process.platform !== 'linux')('tells names that are not UTF-8', async () => {
  mkdirSync(join(cwd, 'odd'));
  writeFileSync(
    Buffer.concat([Buffer.from(`${cwd}/odd/`), Buffer.from([0xff]), Buffer.from('.jpg')]),
    'photo',
  );
  const { code, stderr } = await run('batch', 'odd', '-o', 'new', '-q');
  expect(stderr).toContain(
    'cannot be read: its name is not UTF-8, and cannot be opened by Node.js; rename it',
  );
  expect(code).toBe(1);
});
