/** Checks after every case: exit code, messages, files, memory. */
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import sharp from 'sharp';
import { parseSketch } from '../../src/output/load.ts';
import type { CommandCase } from './case.ts';
import type { Execution } from './execute.ts';

const LIMITS = {
  /** Resident memory in MB, workers included. */
  megabytes: 1200,
  /** Characters of a line on stderr: longer ones are cut at 2000. */
  line: 2100,
  /** Lines on stderr of one failure, hints included. */
  lines: 40,
};
/** Prepared networks, which every command that draws keeps there. */
const CACHE = 'home/.cache/clipasso/';
const CODES = [0, 1, 2, 130];
const UNFINISHED = /\.clipasso-[0-9a-f]{12}\.tmp$/;
const TRACE = /^\s+at .+:\d+:\d+\)?$/m;
const BUG = /unexpected error|UnhandledPromiseRejection|node:internal|Uncaught|Segmentation|terminate called/;
/** Control characters, without line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Content of each file by its path in the folder, with `/`. */
export type Snapshot = ReadonlyMap<string, string>;

export async function snapshot(folder: string): Promise<Snapshot> {
  const found = new Map<string, string>();
  for (const path of await readdir(folder, { recursive: true })) {
    const full = join(folder, path);
    const info = await lstat(full);
    const name = path.split(sep).join('/');
    if (info.isSymbolicLink()) found.set(name, `link ${await readlink(full)}`);
    else if (info.isFile() && info.size < 2 ** 26)
      found.set(
        name,
        createHash('sha256')
          .update(await readFile(full))
          .digest('hex'),
      );
    else if (info.isFile()) found.set(name, `${info.size} bytes`);
  }
  return found;
}

export function checkExecution({ expect, kill }: CommandCase, execution: Execution): string[] {
  const { code, stderr, timedOut, megabytes, seconds } = execution;
  const faults: string[] = [];
  const isKilled = kill?.signal === 'SIGKILL';
  if (timedOut) return [`did not end within ${seconds.toFixed(0)} s`];
  if (megabytes > LIMITS.megabytes) faults.push(`took ${megabytes.toFixed(0)} MB`);
  if (code === null && !isKilled && kill?.signal !== 'SIGINT') faults.push('was ended by a signal');
  if (code !== null && !CODES.includes(code)) faults.push(`exit code ${code}`);
  if (code === 130 && kill === undefined) faults.push('exit code 130 without an interrupt');
  if (!kill && expect === 'done' && code !== 0)
    faults.push(`should have worked: ${stderr.trim().slice(0, 300)}`);
  if (!kill && expect === 'refused' && code === 0) faults.push('should have been refused');
  if (TRACE.test(stderr)) faults.push(`stack trace: ${stderr.slice(0, 400)}`);
  const bug = BUG.exec(stderr);
  if (bug) faults.push(`says '${bug[0]}': ${stderr.slice(0, 400)}`);
  if (CONTROL.test(stderr))
    faults.push(`control characters on stderr: ${JSON.stringify(stderr.slice(0, 300))}`);
  const lines = stderr.split('\n');
  if (code === 1 || code === 2) {
    if (!/\S/.test(stderr)) faults.push('failed without a word');
    if (lines.length > LIMITS.lines) faults.push(`${lines.length} lines on stderr`);
  }
  if (lines.some((line) => line.length > LIMITS.line)) faults.push('an endless line on stderr');
  return faults;
}

/** Checks that existing files are unchanged, and that new ones were asked for and are whole. */
export async function checkFiles(
  folder: string,
  { outputs, kill }: CommandCase,
  before: Snapshot,
  after: Snapshot,
): Promise<string[]> {
  const faults: string[] = [];
  const mayChange = (path: string) =>
    path.startsWith(CACHE) ||
    outputs.some(
      (output) => path === `work/${output}` || (output.endsWith('/') && path.startsWith(`work/${output}`)),
    );
  for (const [path, content] of before) {
    if (after.get(path) === content || mayChange(path)) continue;
    faults.push(after.has(path) ? `changed ${path}` : `removed ${path}`);
  }
  for (const path of after.keys()) {
    if (before.has(path) && before.get(path) === after.get(path)) continue;
    if (UNFINISHED.test(path)) {
      if (kill?.signal !== 'SIGKILL') faults.push(`left ${path}`);
    } else if (!mayChange(path)) {
      if (!before.has(path) && !outputs.includes('*')) faults.push(`made ${path}`);
    } else {
      const reason = await brokenBy(join(folder, path));
      if (reason) faults.push(`${relative('work', path)} is not whole: ${reason}`);
    }
  }
  return faults;
}

/** Why a written file is not whole, or null. */
async function brokenBy(path: string): Promise<string | null> {
  try {
    const bytes = await readFile(path);
    switch (extname(path).toLowerCase()) {
      case '.svg':
        if (!bytes.toString().trimEnd().endsWith('</svg>')) return 'no end';
        if (!/plotter|animate/.test(path)) parseSketch(bytes);
        return null;
      case '.json':
        JSON.parse(bytes.toString());
        return null;
      case '.png':
      case '.jpg':
      case '.webp':
      case '.gif':
        await sharp(bytes, { failOn: 'warning', limitInputPixels: false }).stats();
        return null;
      case '.pdf':
        return bytes.toString('latin1').trimEnd().endsWith('%%EOF') ? null : 'no end';
      case '.html':
        return bytes.toString().trimEnd().endsWith('</html>') ? null : 'no end';
      default:
        return null;
    }
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
}
