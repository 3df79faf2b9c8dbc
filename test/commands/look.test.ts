import '../helpers/patience.ts';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli, type CliRun, runCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const cwd = temporaryFolder();
const duck = examplePath('duck');
const ENGINE = ['--engine', 'onnx', '--threads', '1'];

beforeAll(buildCli, 120_000);

describe('clipasso look duck.jpg', () => {
  let run: CliRun;
  beforeAll(async () => {
    run = await runCli(['look', duck, ...ENGINE, '-o', 'look.png', '--json'], { cwd });
  });

  it('tells its one thing, by name, where it is, and how large', async () => {
    expect(run.code).toBe(0);
    const { width, height, things, outputs } = JSON.parse(run.stdout);
    const original = await sharp(duck).metadata();
    expect([width, height]).toEqual([original.width, original.height]);
    expect(outputs).toEqual(['look.png']);
    expect(things).toHaveLength(1);
    const [{ number, name, likelihood, box, share }] = things;
    expect([number, name]).toEqual([1, 'bird']);
    expect(likelihood).toBeGreaterThan(0.5);
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.4);
    // the duck's bill and feet, in parts of the photo
    expect((box.x + box.width) / width).toBeGreaterThan(0.7);
    expect((box.y + box.height) / height).toBeGreaterThan(0.8);
  });

  it('marks it on the photo, and knows its own picture again', async () => {
    const { format, width, height } = await sharp(join(cwd, 'look.png')).metadata();
    expect(format).toBe('png');
    const photo = await sharp(duck).metadata();
    expect(width! / height!).toBeCloseTo(photo.width! / photo.height!, 2);
    const again = await runCli(['look', duck, ...ENGINE, '-o', 'look.png'], { cwd });
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(
      /^number {2}name {2}likelihood {2}box +share\n +1 {2}bird +0\.\d\d {2}[\d,]+ +\d+ %\n$/,
    );
  });
});

describe('clipasso look', () => {
  it.each([
    [['a.jpg', 'b.jpg'], 2, /look takes one photo/],
    [['missing.jpg'], 1, /missing\.jpg/],
    [[duck, '-o', 'look.svg'], 2, /look\.svg is no picture/],
    [[duck, '-o', 'same.png', '-o', 'same.png'], 2, /named twice/],
    [['photo.png', '-o', 'photo.png'], 2, /photo\.png is an input/],
    [[duck, '-o', 'others.png'], 2, /others\.png exists and was not written by clipasso/],
    [[duck, '-o', 'look.png/'], 1, /a slash at the end names a folder/],
    [[duck, '--engine', '__proto__'], 2, /one of auto, .* for engine but received '__proto__'/],
    [[duck, '--threads', '-1'], 2, /an integer from 0 to 1024 for threads but received -1/],
    [['https://example.com/a.jpg'], 2, /web address/],
  ])('refuses %j in one line', async (args, code, message) => {
    writeFileSync(join(cwd, 'others.png'), 'mine');
    await sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })
      .png()
      .toFile(join(cwd, 'photo.png'));
    const run = await runCli(['look', ...ENGINE, ...args], { cwd });
    expect(run.code).toBe(code);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(cwd, 'look.svg'))).toBe(false);
  });

  it('says that nothing stands out of a plain picture', async () => {
    await sharp({ create: { width: 120, height: 90, channels: 3, background: '#8899aa' } })
      .png()
      .toFile(join(cwd, 'plain.png'));
    const run = await runCli(['look', 'plain.png', ...ENGINE], { cwd });
    expect([run.code, run.stdout]).toEqual([0, '']);
    expect(run.stderr).toMatch(/nothing stands out/);
  });
});
