import '../helpers/patience.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli, runCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const cwd = temporaryFolder();
const duck = examplePath('duck');
const FEW = [
  '-n',
  '4',
  '--seeds',
  '1',
  '--iterations',
  '0',
  '--views',
  '1',
  '--engine',
  'onnx',
  '--threads',
  '1',
  '--features',
  'none',
];
const draw = (...args: string[]) => runCli(['sketch', duck, ...FEW, ...args], { cwd });

beforeAll(buildCli, 120_000);

describe('clipasso sketch --subject', () => {
  it('draws what is named, and only that', async () => {
    const run = await draw('--subject', 'the duck', '-o', 'duck.svg', '--save-mask', 'mask.png');
    expect(run.code).toBe(0);
    const { data, info } = await sharp(join(cwd, 'mask.png'))
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) =>
      data[Math.floor(y * info.height) * info.width + Math.floor(x * info.width)];
    expect(at(0.45, 0.6)).toBeGreaterThan(200);
    expect(at(0.1, 0.1)).toBe(0);
  });

  it.each([
    [['--subject', 'cat'], 1, /There is no cat in this photo for subject; found: 1 bird/],
    [['--subject', '1,1,0,0'], 2, /a width and a height above 0/],
    [['--subject', 'duck', '--mask', 'none'], 2, /subject and mask both say what to draw/],
    [['--subject', ''], 2, /Expected a word/],
    [
      ['--subject', 'rubber boot', '--offline', '--model-dir', '.'],
      1,
      /The detector has no name for 'rubber boot'.*CLIP's weights.*clip-vit-b-32.*found: 1 bird/,
    ],
  ])('refuses %j in one line and writes nothing', async (args, code, message) => {
    const run = await draw(...args, '-o', 'none.svg');
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.code).toBe(code);
    expect(existsSync(join(cwd, 'none.svg'))).toBe(false);
  });
});

describe('clipasso batch --subject', () => {
  it('tells and counts photos without the subject, which are no failures', async () => {
    await sharp({ create: { width: 120, height: 90, channels: 3, background: '#8899aa' } })
      .png()
      .toFile(join(cwd, 'plain.png'));
    const run = await runCli(
      ['batch', duck, 'plain.png', '-o', 'out', '--format', 'svg', '--json', '--subject', 'bird', ...FEW],
      { cwd },
    );
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(
      /plain\.png: There is no bird in this photo for subject; nothing was found in it/,
    );
    expect(run.stderr).toMatch(/1 drawn, 1 without the subject in/);
    const lines = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ status }) => status)).toEqual(['drawn', 'absent', undefined]);
    expect(lines[2].summary).toMatchObject({ drawn: 1, failed: [], absent: [{ input: 'plain.png' }] });
  });
});
