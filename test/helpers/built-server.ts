/** The server of `clipasso serve` as it is built, since its thread runs what is built. */
import { buildCli } from './cli.ts';
import './patience.ts';

type ServerModule = typeof import('../../src/serve/server.ts');
export type ServerOptions = Omit<Parameters<ServerModule['startServer']>[0], 'metadataOf' | 'engine'>;

export interface BuiltServer {
  readonly url: string;
  readonly origin: string;
  readonly port: number;
  readonly token: string;
  /** With the token and what the page sends. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** The answer's JSON. @param body sent as JSON */
  send<T>(method: string, path: string, body?: object): Promise<T>;
  close(): Promise<void>;
}

/** Computes with one thread. */
export async function builtServer(options: ServerOptions): Promise<BuiltServer> {
  buildCli();
  const dist = (file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href);
  const { startServer } = (await dist('serve/server.js')) as ServerModule;
  const { metadataOf } = await dist('commands/metadata.js');
  const server = await startServer({ ...options, engine: { threads: 1 }, metadataOf });
  const ask = (path: string, { headers, ...rest }: RequestInit = {}) =>
    fetch(server.origin + path, {
      headers: { authorization: `Bearer ${server.token}`, 'x-clipasso': '1', ...headers },
      ...rest,
    });
  return {
    ...server,
    ask,
    async send<T>(method: string, path: string, body?: object) {
      const answer = await ask(path, { method, ...(body && { body: JSON.stringify(body) }) });
      return (await answer.json()) as T;
    },
  };
}
