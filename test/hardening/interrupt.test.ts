/** Ctrl-C at every stage: answered at once, and ended soon with all that there is to show. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSketcher } from '../../src/sketch.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import { buildCli, PLAIN } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const FAST = ['-n', '3', '--seeds', '1', '--views', '1', '--threads', '1'];
const duck = examplePath('duck');
const cwd = temporaryFolder();
beforeAll(() => buildCli(), 120_000);

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** @param onText sees all that stderr has said so far, whenever that is more */
function run(args: readonly string[], onText: (text: string, child: ChildProcess) => void): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, 'sketch', ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onText(stderr, child);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}

/** Sends SIGINT once, when `when` is said. */
function interruptAt(when: string): (text: string, child: ChildProcess) => void {
  let sent = false;
  return (text, child) => {
    if (!sent && text.includes(when)) sent = child.kill('SIGINT');
  };
}

describe('Ctrl-C', () => {
  it.each(['"photo"', '"saliency"', '"start"'])('at %s is answered and leaves nothing', async (stage) => {
    const args = [duck, ...FAST, ...PLAIN, '-v', '-o', 'nothing.svg'];
    const { stderr, ...end } = await run(args, interruptAt(stage));
    // a shell sees 130 for both: a thread that computes on for seconds is ended by the signal itself
    expect([
      { code: 130, signal: null },
      { code: null, signal: 'SIGINT' },
    ]).toContainEqual(end);
    expect(stderr.split('\n').filter((line) => line.startsWith('clipasso: '))).toEqual([
      'clipasso: stopping; once more to leave at once',
      'clipasso: interrupted before there was a drawing',
    ]);
    expect(existsSync(join(cwd, 'nothing.svg'))).toBe(false);
  });

  it('while strokes are chosen leaves a drawing', async () => {
    const args = [duck, ...FAST, '--features', 'none', '-v', '-o', 'chosen.svg'];
    const { code, stderr } = await run(args, interruptAt('"choose"'));
    expect(code).toBe(130);
    expect(stderr).toContain('clipasso: interrupted; this is the best drawing so far');
    expect(readSvg(readFileSync(join(cwd, 'chosen.svg'), 'utf8')).sketch.strokes.widths).toHaveLength(3);
  });

  it('twice ends at once', async () => {
    const args = [duck, ...FAST, ...PLAIN, '--iterations', '90000', '-v', '-o', 'never.svg'];
    let times = 0;
    const { code, signal } = await run(args, (text, child) => {
      if (times === 0 && text.includes('"choose"')) times += Number(child.kill('SIGINT'));
      if (times === 1 && text.includes('stopping')) times += Number(child.kill('SIGINT'));
    });
    expect([code, signal]).toEqual([null, 'SIGINT']);
  });
});

describe('the abort of a sketcher', () => {
  it('rejects without computing when it comes early, or before the start', async () => {
    const sketcher = await createSketcher({
      ...{ strokes: 3, seeds: 1, views: 1, threads: 1 },
      features: 'none',
    });
    for (const last of [null, 'photo', 'saliency', 'start']) {
      const controller = new AbortController();
      if (last === null) controller.abort();
      const seen: string[] = [];
      const context = {
        signal: controller.signal,
        onEvent: ({ stage }: { stage: string }) => {
          seen.push(stage);
          if (stage === last) controller.abort();
        },
      };
      await expect(sketcher.sketch(duck, {}, context)).rejects.toMatchObject({ code: 'aborted' });
      expect(seen.at(-1)).toBe(last ?? undefined);
    }
    sketcher.dispose();
  });
});
