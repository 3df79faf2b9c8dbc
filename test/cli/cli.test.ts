import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import { buildCli, type CliRun, PLAIN, runCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';

const cwd = temporaryFolder();
const duck = examplePath('duck');
const FEW = ['-n', '4', '--seeds', '1', '--views', '1', '--engine', 'onnx', '--threads', '1'];
/** For what has no subject to be found. */
const WHOLE = ['--mask', 'none', '--features', 'none'];
const flat = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 90, g: 160, b: 120, alpha } } }).png();

const text = (name: string) => readFileSync(join(cwd, name), 'utf8');

beforeAll(async () => {
  buildCli();
  writeFileSync(join(cwd, 'text.jpg'), 'not a photo\n'.repeat(50));
  writeFileSync(join(cwd, 'empty.jpg'), '');
  writeFileSync(join(cwd, 'cut.jpg'), readFileSync(duck).subarray(0, 20_000));
  mkdirSync(join(cwd, 'folder'));
  await flat(40, 40, 0).toFile(join(cwd, 'clear.png'));
  await flat(64, 48).toFile(join(cwd, 'flat.png'));
  writeFileSync(join(cwd, 'disc.svg'), DISC_SVG);
  await flat(1, 1).toFile(join(cwd, 'dot.png'));
}, 120_000);

describe('clipasso sketch duck.jpg into several files', () => {
  let run: CliRun;
  beforeAll(async () => {
    const outputs = ['-o', 'made/duck.svg', '-o', 'duck.png', '-o', 'duck.json', '--size', '200'];
    run = await runCli(['sketch', duck, ...FEW, '--iterations', '1', '--json', ...outputs], { cwd });
  });

  it('exits with 0, the result on stdout and one line for people on stderr', () => {
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(
      /^[^\n]*duck\.jpg -> made\/duck\.svg, duck\.png, duck\.json \(loss [\d.]+, [\d.]+ s\)\n$/,
    );
  });

  it('writes what each extension says', async () => {
    const { sketch, metadata } = readSvg(text('made/duck.svg'));
    expect(sketch.strokes.widths).toHaveLength(4);
    expect(metadata).toMatchObject({ options: { seed: 0, strokes: 4, iterations: 1 } });
    expect(text('made/duck.svg').match(/<path /g)).toHaveLength(4);
    expect(JSON.parse(text('duck.json'))).toBeTypeOf('object');
    const { width, height, format } = await sharp(join(cwd, 'duck.png')).metadata();
    expect([format, Math.max(width, height)]).toEqual(['png', 200]);
  });

  it('tells machines file, seeds, losses by term, times, engine, teacher and versions', () => {
    const report = JSON.parse(run.stdout);
    expect(report).toMatchObject({
      file: duck,
      outputs: ['made/duck.svg', 'duck.png', 'duck.json'],
      options: { seed: 0, strokes: 4 },
      engine: 'onnx',
      teacher: 'dinov2-small',
      aborted: false,
    });
    expect(report.seeds).toHaveLength(1);
    expect(report.seeds[0]).toMatchObject({ bestLoss: report.loss, iterations: 1 });
    expect(Object.keys(report.seeds[0].terms).length).toBeGreaterThan(3);
    expect(Object.keys(report.timings)).toEqual(expect.arrayContaining(['load', 'photo', 'optimise']));
    expect(report.versions.clipasso).toMatch(/^\d+\.\d+\.\d+/);
  });
});

it('-o - writes the SVG to stdout alone; -v tells every event and warning on stderr', async () => {
  const { code, stdout, stderr } = await runCli(
    ['sketch', 'flat.png', ...FEW, ...WHOLE, '--iterations', '0', '-o', '-', '-v'],
    { cwd },
  );
  expect(code).toBe(0);
  expect(readSvg(stdout).sketch.strokes.widths).toHaveLength(4);
  const lines = stderr.trim().split('\n');
  const stages = lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line).stage] : []));
  expect(stages).toEqual(['photo', 'saliency', 'start', 'choose', 'optimise']);
  expect(lines.filter((line) => /^clipasso: .*no edges/.test(line))).toHaveLength(1);
});

it('-n auto says how many strokes it took, and tells machines the curve', async () => {
  const { code, stdout, stderr } = await runCli(
    [
      'sketch',
      'disc.svg',
      ...FEW,
      '-n',
      'auto',
      '--target',
      '0.5',
      '--iterations',
      '0',
      '--features',
      'none',
      '--json',
      '-o',
      'auto.svg',
    ],
    { cwd },
  );
  expect(code).toBe(0);
  const { strokes, curve, options } = JSON.parse(stdout);
  expect(readSvg(text('auto.svg')).sketch.strokes.widths).toHaveLength(strokes);
  expect(options).toMatchObject({ strokes: 'auto', target: 0.5 });
  const { score } = curve.find((point: { strokes: number }) => point.strokes === strokes);
  expect(score).toBeGreaterThanOrEqual(0.5);
  expect(stderr.split('\n')[0]).toBe(
    `clipasso: ${strokes} ${strokes === 1 ? 'stroke reaches' : 'strokes reach'} ${score.toFixed(2)} of what the photo's contours can tell`,
  );
});

it('-q is silent and writes out/<photo>.svg and .png, also for a photo of one pixel', async () => {
  const run = await runCli(['sketch', 'dot.png', ...FEW, ...WHOLE, '--iterations', '0', '-q'], { cwd });
  expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['dot.png', 'dot.svg']);
});

it.each([
  ['strokes are counted', ['-n', 'auto', '--features', 'none'], '"stage":"abstraction"'],
  ['strokes are moved', PLAIN, '"step":2,'],
])('Ctrl-C while %s writes the best so far and exits with 130', async (_, how, interruptAt) => {
  const args = [...FEW, ...how, '--iterations', '90000', '-v', '-o', 'stopped.svg'];
  const run = await runCli(['sketch', duck, ...args], { cwd, interruptAt });
  expect(run.code).toBe(130);
  expect(run.stderr).toMatch(/^clipasso: interrupted; this is the best drawing so far$/m);
  const { length } = readSvg(text('stopped.svg')).sketch.strokes.widths;
  if (how.includes('auto')) expect(run.stderr).toContain(`clipasso: ${length} strokes reach `);
  else expect(length).toBe(4);
});

describe('what cannot be done is said in one line', () => {
  it.each<[string, number, string[], RegExp]>([
    ['a missing file', 1, ['nothing.jpg'], /nothing\.jpg cannot be read: there is no such file/],
    ['a folder', 1, ['folder'], /folder is a folder/],
    ['an empty file', 1, ['empty.jpg'], /empty\.jpg is empty/],
    ['text by another name', 1, ['text.jpg'], /text\.jpg is not an image/],
    ['a JPEG cut short', 1, ['cut.jpg'], /cut\.jpg is damaged or incomplete/],
    ['a transparent photo', 1, ['clear.png'], /clear\.png is fully transparent/],
    ['no strokes', 2, [duck, '-n', '0'], /strokes but received 0/],
    ['fewer strokes than none', 2, [duck, '-n', '-1'], /strokes but received -1/],
    ['a part of a stroke', 2, [duck, '-n', '1.5'], /strokes but received 1\.5/],
    ['a million strokes', 2, [duck, '-n', '1e6'], /strokes but received (1e6|1000000)/],
    [
      'strokes that are no number',
      2,
      [duck, '-n', 'many'],
      /Expected a number or 'auto' for strokes but received 'many'/,
    ],
    ['a list with a hole', 2, [duck, '-n', '4,,8'], /for strokes but received ''/],
    [
      'a rate that is no number',
      2,
      [duck, '--learning-rate', '1,5'],
      /^clipasso: Expected a number for learning-rate but received '1,5'\n$/,
    ],
    [
      'an unknown teacher',
      2,
      [duck, '--teacher', 'gpt'],
      /dinov2-small, clip for teacher but received 'gpt'/,
    ],
    ['an unknown extension', 2, [duck, '-o', 'duck.docx'], /Cannot tell the format of duck\.docx/],
    ['no extension', 2, [duck, '-o', 'duck'], /Cannot tell the format of duck/],
    ['one output twice', 2, [duck, '-o', 'a.svg', '-o', 'a.svg'], /a\.svg is named twice/],
    ['a colour that is none', 2, [duck, '--color', 'blurple'], /blurple/],
    [
      'an output below a file',
      1,
      [duck, '-o', 'text.jpg/duck.svg'],
      /Cannot write text\.jpg\/duck\.svg: .*folder/,
    ],
    [
      'a missing mask',
      1,
      [duck, '--mask', 'mask.png'],
      /Cannot read the mask: mask\.png cannot be read: there is no such file/,
    ],
  ])('%s', async (_, code, args, message) => {
    const before = readdirSync(cwd);
    const options = args[0] === duck ? [] : ['-o', 'never.svg'];
    const run = await runCli(['sketch', ...args, ...options, '--engine', 'onnx', '--iterations', '0'], {
      cwd,
    });
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toMatch(/^clipasso: [^\n]+\n$/);
    expect(run.stdout).toBe('');
    expect(run.code).toBe(code);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('a folder as the output', async () => {
    mkdirSync(join(cwd, 'folder.svg'));
    const run = await runCli(['sketch', duck, '-o', 'folder.svg', '--iterations', '0'], { cwd });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^clipasso: Cannot write folder\.svg: it is a folder[^\n]*\n$/);
  });

  it('an unknown option or command, with a hint', async () => {
    for (const args of [['sketch', duck, '--strokez', '3'], ['scribble', duck], ['sketch']]) {
      const run = await runCli(args, { cwd });
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(/^error: (.*\n){1,2}\(see --help\)\n$/);
    }
    expect(existsSync(join(cwd, 'out', 'duck.svg'))).toBe(false);
  });
});

it('--version and --help exit with 0', async () => {
  const version = await runCli(['--version'], { cwd });
  expect(version).toMatchObject({ code: 0, stderr: '' });
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const help = await runCli(['sketch', '--help'], { cwd });
  expect(help.code).toBe(0);
  for (const option of [
    '--strokes',
    '--out',
    '--seeds',
    '--init',
    '--mask',
    '--engine',
    '--json',
    '--quiet',
  ]) {
    expect(help.stdout).toContain(option);
  }
});
