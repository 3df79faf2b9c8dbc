/** Deletes from dist/ what a build before has left and no source stands for any more: it would be shipped. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
for (const path of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const built = join(root, 'dist', path);
  const source = join(root, 'src', path.replace(/(\.d\.ts|\.js)$/, '.ts'));
  if (existsSync(built) && !existsSync(source)) rmSync(built, { recursive: statSync(built).isDirectory() });
}
