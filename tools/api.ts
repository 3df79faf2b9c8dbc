/** `npm run api`: writes docs/api.md from the library's types and comments. With --check it only says whether the page is true. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, tool } from './run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PAGE = `${ROOT}docs/api.md`;
const folder = temporaryFolder();
tool('typedoc/bin/typedoc', '--out', folder, '--logLevel', 'Error');
const made = readFileSync(join(folder, 'api.md'), 'utf8');

if (!process.argv.includes('--check')) writeFileSync(PAGE, made);
else if (readFileSync(PAGE, 'utf8') === made) console.log('docs/api.md is what the code says');
else {
  console.error('docs/api.md is not what the code says: npm run api writes it anew');
  process.exitCode = 1;
}
