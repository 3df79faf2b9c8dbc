import { spawnSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { completionCommand } from '../../src/commands/completion.ts';
import '../helpers/patience.ts';

/** The script that the command prints for a small program. */
async function script(shell: string): Promise<string> {
  const sketch = new Command('sketch')
    .description("draw a photo: it's quick")
    .option('-o, --out <file>', 'where [to] write')
    .option('--mask <auto|none|file>', 'what')
    .option('-n, --strokes <count|auto>', 'how many')
    .option('-q, --quiet', 'silence')
    .addOption(new Option('--teacher <id>', 'judge').choices(['dinov2-small', 'clip']));
  const models = new Command('models').addCommand(new Command('pull')).addCommand(new Command('list'));
  const program = new Command('clipasso')
    .addCommand(sketch)
    .addCommand(models)
    .addCommand(completionCommand());
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  try {
    await program.parseAsync(['completion', shell], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return text;
}

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

describe('clipasso completion', () => {
  describe.skipIf(!has('bash'))('bash', () => {
    async function complete(...words: string[]): Promise<string[]> {
      const quoted = words.map((word) => `'${word}'`).join(' ');
      const run = `COMP_WORDS=(clipasso ${quoted}); COMP_CWORD=${words.length}; _clipasso 2>/dev/null; echo "\${COMPREPLY[*]}"`;
      const { stdout } = spawnSync('bash', ['-c', `${await script('bash')}\n${run}`], { encoding: 'utf8' });
      return stdout.trim().split(' ').filter(Boolean);
    }

    it.each([
      [['sk'], ['sketch']],
      [
        ['sketch', '--'],
        ['--out', '--mask', '--strokes', '--quiet', '--teacher', '--help'],
      ],
      [['sketch', '--teacher', 'c'], ['clip']],
      [
        ['sketch', '--mask', ''],
        ['auto', 'none'],
      ],
      [['sketch', '--strokes', ''], ['auto']],
      [['completion', 'z'], ['zsh']],
      [['models', 'p'], ['pull']],
      [['sketch', '-o', ''], []],
    ])('completes %j to %j', async (words, expected) => {
      expect(await complete(...words)).toEqual(expected);
    });
  });

  it.skipIf(!has('zsh'))('zsh reads its script', async () => {
    const { status, stderr } = spawnSync('zsh', ['-n'], { input: await script('zsh'), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.skipIf(!has('fish'))('fish completes commands, options and values', async () => {
    const text = await script('fish');
    const complete = (line: string) =>
      spawnSync('fish', ['-c', `${text}\ncomplete -C '${line}'`], { encoding: 'utf8' }).stdout;
    expect(complete('clipasso sk')).toContain("sketch\tdraw a photo: it's quick");
    expect(complete('clipasso sketch --te')).toContain('--teacher');
    expect(complete('clipasso sketch --teacher c')).toContain('clip');
    expect(complete('clipasso completion ')).toMatch(/bash[\s\S]*fish[\s\S]*zsh/);
  });
});
