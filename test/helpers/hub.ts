/** A small model hub on localhost for tests: HEAD and GET of one file, ranges, a redirect to another origin, and faults. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import './patience.ts';

export interface HubLog {
  readonly method: string;
  readonly url: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  /** 'hub' names the file, 'storage' sends its bytes. */
  readonly host: 'hub' | 'storage';
}

export interface HubBehaviour {
  /** What is announced; the truth by default. */
  readonly hash?: string;
  readonly size?: number;
  readonly commit?: string;
  /** Where the bytes are said to be. */
  readonly location?: string;
  /** Status of the hub's answers. */
  readonly status?: number;
  /** Called for every GET of the storage; true means that it has answered. */
  readonly onGet?: (response: ServerResponse, body: Buffer, offset: number, count: number) => boolean;
}

export interface TestHub {
  readonly endpoint: string;
  readonly log: HubLog[];
  readonly sha256: string;
  behaviour: HubBehaviour;
  /** Connections that are open. */
  connections(): number;
  close(): Promise<void>;
}

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export async function startHub(body: Buffer): Promise<TestHub> {
  const log: HubLog[] = [];
  const sha256 = createHash('sha256').update(body).digest('hex');
  let gets = 0;
  const note = (host: HubLog['host'], { method, url, headers }: IncomingMessage) =>
    log.push({
      host,
      method: method!,
      url: url!,
      range: headers.range,
      authorization: headers.authorization,
    });

  const storage = createServer((request, response) => {
    note('storage', request);
    const offset = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (hub.behaviour.onGet?.(response, body, offset, gets++)) return;
    if (offset >= body.length) return void response.writeHead(416).end();
    response.writeHead(offset > 0 ? 206 : 200, {
      'content-length': body.length - offset,
      ...(offset > 0 && { 'content-range': `bytes ${offset}-${body.length - 1}/${body.length}` }),
    });
    response.end(body.subarray(offset));
  });
  const front = createServer((request, response) => {
    note('hub', request);
    const { status = 302, hash = sha256, size = body.length, commit = COMMIT, location } = hub.behaviour;
    response.writeHead(status, {
      location: location ?? `${addressOf(storage)}/bytes`,
      'x-repo-commit': commit,
      'x-linked-etag': `"${hash}"`,
      'x-linked-size': size,
    });
    response.end();
  });
  const sockets = new Set<Socket>();
  for (const server of [storage, front])
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
  await Promise.all(
    [storage, front].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))),
  );
  const hub: TestHub = {
    endpoint: addressOf(front),
    log,
    sha256,
    behaviour: {},
    connections: () => sockets.size,
    close: async () => {
      for (const server of [storage, front]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
  return hub;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
