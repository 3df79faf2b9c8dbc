/** Which processes there are. Reads /proc where there is one: small containers have no `ps`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import './patience.ts';

interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  /** One letter; Z has ended and waits for its parent to notice. */
  readonly state: string;
}

/** Processes that run, children of `pid`. */
export function childrenOf(pid: number): number[] {
  return running().flatMap((info) => (info.parent === pid ? [info.pid] : []));
}

export function isAlive(pid: number): boolean {
  return running().some((info) => info.pid === pid);
}

function running(): ProcessInfo[] {
  const all = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  return all.filter(({ state }) => !state.startsWith('Z'));
}

function fromProc(): ProcessInfo[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = readStat(pid);
      // The name, in parentheses, may itself contain spaces and parentheses.
      const fields = /.*\) (\S) (\d+) /s.exec(stat);
      return fields ? [{ pid: Number(pid), state: fields[1]!, parent: Number(fields[2]) }] : [];
    });
}

/** Empty when the process has ended since it was listed. */
function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

function fromPs(): ProcessInfo[] {
  return execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid=', '-o', 'stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state: state! };
    });
}
