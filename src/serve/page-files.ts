/** The page's files as built by Vite, read into memory once. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PageFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** Whether its name holds a hash of its content, so that it can be cached for ever. */
  readonly immutable: boolean;
}

/** Files by path, such as `/assets/index-1a2b.js`; `/` is `index.html`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Where the build puts them, relative to src/serve and dist/serve. */
const FOLDER = fileURLToPath(new URL('../../dist/serve/page/', import.meta.url));

const UNBUILT = 'The page is not built yet: npm run build';

export async function loadPageFiles(folder = FOLDER): Promise<PageFiles> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const place = `/${name.split(sep).join('/')}`;
    const bytes = await readFile(join(folder, name));
    files.set(place, { bytes, type, immutable: place.startsWith('/assets/') });
  }
  const index = files.get('/index.html') ?? {
    bytes: Buffer.from(`<!doctype html><title>clipasso</title><p>${UNBUILT}\n`),
    type: TYPES['.html'],
    immutable: false,
  };
  return new Map([...files, ['/', index]]);
}
