import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli, runCli } from '../../helpers/cli.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

const cwd = temporaryFolder();
const scripts: Record<string, string> = {};
beforeAll(async () => {
  buildCli();
  mkdirSync(join(cwd, 'photos'));
  writeFileSync(join(cwd, 'cat.jpg'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const run = await runCli(['completion', shell], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    scripts[shell] = run.stdout;
    writeFileSync(join(cwd, `_${shell}`), run.stdout);
  }
});

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** Words typed, the last of them unfinished, and some of what may follow; '...' for files. */
const CASES: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['sk'], ['sketch']],
  [
    ['models', 'p'],
    ['pull', 'path'],
  ],
  [
    ['models', 'pull', 'clip-vit-'],
    ['clip-vit-b-32', 'clip-vit-b-16', 'clip-vit-l-14'],
  ],
  [['models', 'list', '--model-d'], ['--model-dir']],
  [
    ['sketch', 'cat.jpg', '--preset', ''],
    ['draft', 'standard', 'best', 'paper', 'fast'],
  ],
  [['sketch', '--teacher', 'c'], ['clip']],
  [
    ['sketch', '--engine', 'tfjs-'],
    ['tfjs-gpu', 'tfjs-node'],
  ],
  [['sketch', '--init', 's'], ['saliency']],
  [['sketch', '--semantic', 'clip-rn1'], ['clip-rn101']],
  [['score', '--model', 'd'], ['dinov2-small']],
  [['sketch', '--plotter', 'le'], ['letter']],
  [['sketch', '--learn'], ['--learning-rate']],
  [['completion', 'z'], ['zsh']],
];
/** Where files are completed. */
const FILE_CASES = [
  ['sketch', 'c'],
  ['sketch', '-o', 'c'],
  ['sketch', '--mask', 'c'],
  ['sketch', '--from', 'c'],
  ['render', 'c'],
];

describe.skipIf(!has('bash'))('bash', () => {
  /** COMPREPLY, with '...' where bash goes on to files. */
  function complete(words: readonly string[]): string[] {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const run = [
      'compopt() { echo ...; }', // outside a completion there is none
      `source ./_bash; COMP_WORDS=(clipasso ${quoted}); COMP_CWORD=${words.length}; _clipasso`,
      `printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join('\n');
    const { stdout } = spawnSync('bash', ['-c', run], { cwd, encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean);
  }

  it.each(CASES)('completes %j to %j', (words, expected) => {
    expect(complete(words).filter((word) => word !== '...')).toEqual(expected);
  });

  it.each([...FILE_CASES, ['c'], ['score', '--labels', 'c'], ['--config', 'c']])(
    '%s %s: files',
    (...words) => {
      expect(complete(words)).toContain('...');
    },
  );

  it('completes lists, words after =, and knows where nothing can be told', () => {
    expect(complete(['batch', '--format', 'svg,p'])).toEqual(['svg,png', 'svg,pdf']);
    expect(complete(['sketch', '--engine', '=', 'on'])).toEqual(['onnx']);
    expect(complete(['sketch', '--engine', '='])).toContain('wasm');
    expect(complete(['sketch', '--mask', ''])).toEqual(['...', 'auto', 'none']);
    expect(complete(['sketch', '--features', ''])).toEqual(['auto', 'none']);
    expect(complete(['sketch', '--seed', ''])).toEqual([]);
    expect(complete(['models', 'pull', '-'])).toEqual(expect.arrayContaining(['--offline']));
    expect(complete(['models', 'pull', '-'])).not.toContain('--model-dir');
  });
});

describe.skipIf(!has('fish'))('fish', () => {
  function complete(words: readonly string[]): string[] {
    const line = ['clipasso', ...words].join(' ');
    const { stdout } = spawnSync('fish', ['-c', `source ./_fish; complete -C '${line}'`], {
      cwd,
      encoding: 'utf8',
    });
    return stdout
      .split('\n')
      .map((each) => each.split('\t')[0]!)
      .filter(Boolean);
  }

  it.each(CASES)('completes %j to %j', (words, expected) => {
    expect(complete(words)).toEqual(expect.arrayContaining([...expected]));
    if (words[0] === 'models' && words[1] === 'pull') expect(complete(words)).not.toContain('cat.jpg');
  });

  it.each(FILE_CASES)('%s %s: files', (...words) => {
    expect(complete(words)).toContain('cat.jpg');
  });

  it('completes lists', () => {
    expect(complete(['batch', '--format', 'svg,p'])).toEqual(expect.arrayContaining(['svg,png', 'svg,pdf']));
  });
});

describe.skipIf(!has('zsh'))('zsh', () => {
  it('reads its script, which has a function for every command', () => {
    const { status, stderr } = spawnSync('zsh', ['-n', '_zsh'], { cwd, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(scripts.zsh).toMatch(/^_clipasso_models_pull\(\) \{$/m);
    expect(scripts.zsh).toMatch(/:value:\(draft standard best paper fast\)/);
    expect(scripts.zsh).toMatch(/\*:value:\(clip clip-rn101 /);
  });
});
