import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { acceptConfig } from '../src/config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('CLIPASSO_')) delete process.env[name];
});

/** Options that `draw` runs with. */
async function run(config: unknown, ...args: string[]): Promise<Record<string, unknown>> {
  let seen: Record<string, unknown> = {};
  const draw = new Command('draw')
    .option('-n, --strokes <n>', 'number', Number, 16)
    .option('--learning-rate <rate>', 'rate', Number, 0.6)
    .option('-o, --out <file>', 'output', (value: string, before: string[] = []) => [...before, value])
    .option('-q, --quiet', 'silence')
    .addOption(new Option('--init <kind>').choices(['contour', 'saliency']).default('contour'))
    .action((options) => {
      seen = options;
    });
  const other = new Command('batch').option('--jobs <n>', 'jobs');
  const path = join(folder, 'config.json');
  await writeFile(path, typeof config === 'string' ? config : JSON.stringify(config));
  const program = new Command().addCommand(acceptConfig(draw)).addCommand(acceptConfig(other));
  await program.parseAsync(['draw', '--config', path, ...args], { from: 'user' });
  return seen;
}

describe('where options come from', () => {
  it('is the command line, then the environment, then the config, then the default', async () => {
    const config = { strokes: 8, 'learning-rate': 0.5, jobs: 4 };
    expect(await run({})).toMatchObject({ strokes: 16, learningRate: 0.6 });
    expect(await run(config)).toMatchObject({ strokes: 8, learningRate: 0.5 });
    process.env.CLIPASSO_STROKES = '4';
    expect(await run(config)).toMatchObject({ strokes: 4, learningRate: 0.5 });
    expect(await run(config, '-n', '2')).toMatchObject({ strokes: 2, learningRate: 0.5 });
  });

  it('is told of values of any depth and length in one short line', async () => {
    const deep = `{ "strokes": ${'['.repeat(200_000)}${']'.repeat(200_000)} }`;
    await expect(run(deep)).rejects.toThrow('for strokes in ');
    await expect(run(deep)).rejects.toThrow('but received a list in a list in a list...');
    await expect(run({ strokes: [Array(9999).fill(1)] })).rejects.toThrow(
      /but received \[\[1,[1,]{195,}\.\.\.$/,
    );
  });

  it.each([
    ['CLIPASSO_COLOUR', 'CLIPASSO_COLOUR; see clipasso --help'],
    ['CLIPASSO_STROKE', 'CLIPASSO_STROKE; did you mean CLIPASSO_STROKES?'],
    ['CLIPASSO_LEARNING-RATE', 'did you mean CLIPASSO_LEARNING_RATE?'],
  ])('is no variable that sets nothing, as %s', async (name, message) => {
    process.env[name] = 'red';
    await expect(run({})).rejects.toThrow(message);
    delete process.env[name];
    process.env.CLIPASSO_JOBS = '3'; // of another command
    process.env.CLIPASSO_ASSETS = folder; // where the networks are
    expect(await run({})).toMatchObject({ strokes: 16 });
  });

  it('may be in UTF-16 or begin with a byte order mark', async () => {
    const path = join(folder, 'wide.json');
    for (const bytes of [
      Buffer.from('\ufeff{ "strokes": 8 }'),
      Buffer.from('\ufeff{ "strokes": 8 }', 'utf16le'),
      Buffer.from('{ "strokes": 8 }', 'utf16le').swap16(),
    ]) {
      await writeFile(path, bytes);
      expect(await run({}, '--config', path)).toMatchObject({ strokes: 8 });
    }
  });

  it('ends, whatever the config is', async () => {
    if (process.platform !== 'win32')
      await expect(run({}, '--config', '/dev/zero')).rejects.toThrow(/config \/dev\/zero: it is a device/);
    await expect(run({}, '--config', folder)).rejects.toThrow(/it is a folder$/);
    await expect(run({}, '--config', join(folder, 'none'))).rejects.toThrow(/there is no such file$/);
    const path = join(folder, 'large.json');
    await writeFile(path, `{}${' '.repeat(2 ** 20)}`);
    await expect(run({}, '--config', path)).rejects.toThrow(/it has more than 1 MB$/);
  });

  it('may be a config that the environment names', async () => {
    await run({ strokes: 9 });
    process.env.CLIPASSO_CONFIG = join(folder, 'config.json');
    let strokes = 0;
    const command = new Command('draw').option('--strokes <n>', 'number', Number).action((options) => {
      strokes = options.strokes;
    });
    await new Command().addCommand(acceptConfig(command)).parseAsync(['draw'], { from: 'user' });
    expect(strokes).toBe(9);
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('may be a config in %s', async (_, encode) => {
    const path = join(folder, 'encoded.json');
    await writeFile(path, encode('{"strokes": 5}'));
    process.env.CLIPASSO_CONFIG = path;
    const seen: unknown[] = [];
    const draw = acceptConfig(new Command('draw').option('-n, --strokes <n>', 'number', Number, 16)).action(
      (options) => {
        seen.push(options.strokes);
      },
    );
    await new Command().addCommand(draw).parseAsync(['draw'], { from: 'user' });
    expect(seen).toEqual([5]);
  });

  it('serves commands within commands too', async () => {
    let count = 0;
    const pull = new Command('pull').option('--count <n>', 'count', Number).action((options) => {
      count = options.count;
    });
    const program = new Command().addCommand(acceptConfig(new Command('models').addCommand(pull)));
    program.addCommand(new Command('sketch').option('--strokes <n>', 'strokes'));
    const path = join(folder, 'nested.json');
    await writeFile(path, JSON.stringify({ count: 7, strokes: 3 }));
    await program.parseAsync(['models', '--config', path, 'pull'], { from: 'user' });
    expect(count).toBe(7);
  });

  it('reads switches and lists', async () => {
    expect(await run({ quiet: true, out: ['a.svg', 'b.png'] })).toMatchObject({
      quiet: true,
      out: ['a.svg', 'b.png'],
    });
    process.env.CLIPASSO_QUIET = '0';
    expect(await run({ quiet: true, out: 'a.svg' })).toMatchObject({ quiet: false, out: ['a.svg'] });
  });

  it.each([
    ['{', 'is not JSON: Expected property name'],
    ['\x89PNG\r\n', /is not JSON: Unexpected token '[^']*'$/],
    ['[]', 'must be a JSON object'],
    [{ stroke: 3 }, "has the unknown option 'stroke'"],
    [{ config: 'x' }, "has the unknown option 'config'"],
    [{ init: 'middle' }, 'Expected one of contour, saliency for init'],
    [{ quiet: 'maybe' }, 'Expected true or false for quiet'],
    [{ strokes: { n: 3 } }, 'Expected a string or number for strokes'],
    [{ strokes: [3, null] }, 'Expected a string or number for strokes'],
    [{ out: [] }, 'Expected at least one value for out'],
  ])('refuses %j', async (config, message) => {
    await expect(run(config)).rejects.toThrow(message);
  });
});
