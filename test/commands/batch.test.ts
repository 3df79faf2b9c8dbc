import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCli, PLAIN } from '../helpers/cli.ts';
import { orientedPhotos } from '../helpers/hostile-folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const FAST = ['-n', '3', '--iterations', '0', '--seeds', '1', '--views', '1', '--format', 'svg'];
let root: string;

beforeAll(async () => {
  buildCli();
  root = await mkdtemp(join(tmpdir(), 'clipasso-batch-cli-'));
  const [upright, mirrored] = await orientedPhotos();
  await sharp(upright).toFile(join(root, 'a.jpg'));
  await sharp(mirrored).toFile(join(root, 'b.jpg'));
  await writeFile(join(root, 'c.jpg'), 'no photo');
  await writeFile(join(root, 'disc.svg'), DISC_SVG);
});
afterAll(() => rm(root, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly lines: Record<string, unknown>[];
  readonly errors: string;
}

/** Runs the program with --json; `onLine` sees every line as it comes. */
function run(
  args: readonly string[],
  onLine?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'batch', ...args, '--json'], {
      cwd: root,
    });
    let text = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      onLine?.((signal) => child.kill(signal));
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = text
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      resolve({ code, lines, errors });
    });
  });
}

describe('clipasso batch', () => {
  it('stops at Ctrl-C with what is finished, goes on when run again, and says which photos failed', async () => {
    const photos = ['a.jpg', 'b.jpg', 'c.jpg'];
    let interrupted = false;
    const first = await run([...photos, '-o', 'out', ...FAST, ...PLAIN], (kill) => {
      if (!interrupted) kill('SIGINT');
      interrupted = true;
    });
    // a thread that computes on for seconds is ended by the signal itself, which shells also call 130
    expect([130, null]).toContain(first.code);
    // the photo in work is finished when it is near its end
    const { drawn, ...rest } = (first.lines.at(-1) as { summary: Record<string, number> }).summary;
    expect([1, 2]).toContain(drawn);
    expect(rest).toMatchObject({ failed: [], aborted: true });
    expect(first.errors).toMatch(
      /^a\.jpg -> a\.svg \(loss [\d.]+, [\d.]+ s\)\n[\s\S]*Interrupted: [12] drawn in /,
    );

    const second = await run([...photos, '-o', 'out', ...FAST, ...PLAIN]);
    expect(second.code).toBe(1);
    expect(second.lines.map(({ input: name, status }) => [name, status])).toEqual([
      ['a.jpg', 'kept'],
      ['b.jpg', drawn === 1 ? 'drawn' : 'kept'],
      ['c.jpg', 'failed'],
      [undefined, undefined],
    ]);
    expect(second.errors).toContain('clipasso: c.jpg: ');
    expect(second.errors).toContain('  failed: c.jpg\n');
    expect((await readFile(join(root, 'out', 'b.svg'), 'utf8')).match(/<path/g)).toHaveLength(3);
  }, 180_000);

  it('takes numbers of strokes and formats as lists from a config', async () => {
    await writeFile(join(root, 'lists.json'), JSON.stringify({ strokes: [4, 8], format: ['svg', 'pdf'] }));
    const { code, lines } = await run(['disc.svg', '-o', 'lists', '--dry-run', '--config', 'lists.json']);
    expect(code).toBe(0);
    expect(lines.slice(0, -1)).toEqual(
      [4, 8].map((n) => ({ input: 'disc.svg', strokes: n, outputs: [`disc-${n}.svg`, `disc-${n}.pdf`] })),
    );
  });

  it('says what is wrong with a list in a config where one value is wanted', async () => {
    await writeFile(join(root, 'two.json'), JSON.stringify({ iterations: [1, 2] }));
    const { code, errors } = await run(['disc.svg', '-o', 'lists', '--config', 'two.json']);
    expect([code, errors.trim()]).toEqual([2, expect.stringMatching(/iterations.*1,2/)]);
  });

  it('notes the number of strokes that auto found', async () => {
    const auto = ['disc.svg', '-o', 'auto', ...FAST, '-n', 'auto', '--target', '0.5'];
    const { lines, errors } = await run(auto);
    const svg = await readFile(join(root, 'auto', 'disc.svg'), 'utf8');
    const strokes = svg.match(/<path/g)?.length;
    expect(lines[0]).toMatchObject({ status: 'drawn', strokes });
    expect(errors).toContain(`disc.svg -> disc.svg (${strokes} strokes, loss `);
    expect((await run(auto)).lines[0]).toEqual({ input: 'disc.svg', strokes, status: 'kept' });
  });

  it.each([
    [['a.jpg'], 'Name the output folder with --out'],
    [['a.jpg', '-o', 'out', '-n', '4,auto'], 'Give --strokes auto alone'],
    [
      ['a.jpg', '-o', 'out', '--format', 'bmp'],
      'Expected some of svg, png, jpg, webp, gif, mp4, pdf, json, hpgl, gcode, dxf for format',
    ],
    [['a.jpg', '-o', 'a.jpg'], 'Cannot write a.jpg'],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const { code, errors } = await run(args);
    expect([1, 2]).toContain(code);
    expect(errors).toContain(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });
});
