/** `clipasso serve [photo|folder]` */

import { spawn } from 'node:child_process';
import { Command } from 'commander';
import { ClipassoError, invalidOption } from '../errors.ts';
import { resolveSketchOptions, type SketchOptions } from '../options.ts';
import { NO_CACHE } from './cache.ts';
import { ENGINE_FLAG, ENGINES } from './engine-option.ts';
import { metadataOf } from './metadata.ts';
import { numberOption } from './number-option.ts';
import { complain, say } from './say.ts';
import { addTeacherOptions, modelSettingsOf, type TeacherFlags } from './teacher-options.ts';

interface Flags extends TeacherFlags, Partial<Pick<SketchOptions, 'engine' | 'threads' | 'teacher'>> {
  readonly out?: string;
  readonly port?: number;
  readonly host?: string;
  readonly open: boolean;
  readonly verbose?: boolean;
}

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('see, choose and steer drawings on a page in your browser, on this machine alone')
    .argument('[photo|folder]', 'what the page begins with; photos can be dropped onto it too')
    .option('--no-open', 'print the address without opening it')
    .addOption(numberOption('--port <number>', 'where to listen; 0 for any free port (default: 0)'))
    .option(
      '--host <address>',
      'let other machines in, e.g. 0.0.0.0; only those that know the address with its token',
    )
    .option('-o, --out <folder>', "where a folder's drawings are saved (default: sketches in the folder)")
    .option('--teacher <dinov2-small|clip>', 'the network that judges (default: dinov2-small)')
    .option(ENGINE_FLAG, `${ENGINES} (default: auto)`)
    .addOption(numberOption('--threads <count>', 'threads, 0 for all cores (default: 0)'))
    .option(...NO_CACHE)
    .option('-v, --verbose', 'print stack traces of errors');
  return addTeacherOptions(command).action(run);
}

async function run(source: string | undefined, flags: Flags): Promise<void> {
  const { port = 0, host, out, engine, threads, teacher } = flags;
  if (!(Number.isInteger(port) && port >= 0 && port <= 65535))
    throw invalidOption('port', 'an integer from 0 to 65535', port);
  if (host === '') throw new ClipassoError('usage', 'Give --host a name or address, such as 0.0.0.0');
  const chosen = Object.fromEntries(
    Object.entries({ engine, threads, teacher }).filter(([, value]) => value !== undefined),
  );
  resolveSketchOptions(chosen);
  const { startServer } = await import('../serve/server.ts');
  const server = await startServer({
    ...{ source: source ?? null, out, port, host, engine: chosen, metadataOf },
    settings: modelSettingsOf(flags),
  });
  // before the address is printed, since its reader may close the server at once
  const interrupted = new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, resolve);
  });
  say(`clipasso serves at ${server.url}`);
  if (host !== undefined) say('Whoever has this address can use it; close it with Ctrl-C');
  else say('Close it with Ctrl-C');
  if (flags.open) open(server.url);
  const signal = await interrupted;
  // a second one ends at once, as threads that compute may keep the process for a moment
  await server.close();
  process.exitCode = signal === 'SIGINT' ? 130 : 143;
  setTimeout(() => process.kill(process.pid, signal), CLOSING_MS).unref();
}

/** Milliseconds that computing threads may keep the process of a closed server alive. */
const CLOSING_MS = 4000;

/** Opens the address in the default browser; does nothing if there is none, since the address is printed. */
function open(url: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => complain('no browser could be opened; open the address yourself'));
  child.unref();
}
