/** Cases without a command line share one reading process. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReadCase } from './case.ts';
import type { ReadReply, ReadRequest } from './reader.ts';

const SCRIPT = fileURLToPath(new URL('./reader.ts', import.meta.url));
const LIMITS = {
  /** Resident memory in MB. */
  megabytes: 1200,
  /** A process with this much memory is replaced, since the next file's memory could not be measured in it. */
  reused: 250,
};

export interface Reader {
  read(request: ReadCase, limit: number): Promise<{ faults: string[]; megabytes: number }>;
  end(): void;
}

export function createReader(): Reader {
  let child: ChildProcess | null = null;
  const end = () => {
    child?.kill('SIGKILL');
    child = null;
  };
  return {
    async read({ read: path, as, expect }, limit) {
      child ??= fork(SCRIPT, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
      const reply = await ask(child, { path, as }, limit);
      if (typeof reply === 'string') {
        end();
        return { faults: [reply], megabytes: 0 };
      }
      const { outcome, message, megabytes } = reply;
      if (megabytes > LIMITS.reused) end();
      const faults: string[] = [];
      if (outcome === 'broken') faults.push(`unexpected error: ${message}`);
      if (outcome === 'refused' && /[\n\r]/.test(message)) faults.push(`several lines: ${message}`);
      if (expect === 'done' && outcome !== 'read') faults.push(`should have been read: ${message}`);
      if (expect === 'refused' && outcome === 'read') faults.push('should have been refused');
      if (megabytes > LIMITS.megabytes) faults.push(`took ${megabytes.toFixed(0)} MB`);
      return { faults, megabytes };
    },
    end,
  };
}

/** The reply, or the problem. */
function ask(child: ChildProcess, request: ReadRequest, limit: number): Promise<ReadReply | string> {
  return new Promise((resolve) => {
    let printed = '';
    const onText = (text: Buffer) => {
      printed += text;
    };
    const settle = (reply: ReadReply | string) => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.stdout?.off('data', onText);
      child.stderr?.off('data', onText);
      resolve(printed === '' ? reply : `printed ${printed.slice(0, 300)}`);
    };
    const timer = setTimeout(() => settle(`did not end within ${limit} s`), 1000 * limit);
    child.stdout?.on('data', onText);
    child.stderr?.on('data', onText);
    child.once('message', (reply) => settle(reply as ReadReply));
    child.once('exit', (code, signal) => settle(`the process ended (${signal ?? code})`));
    child.send(request);
  });
}
