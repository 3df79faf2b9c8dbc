/**
 * `npm run goldens` draws all goldens anew, after a change that is meant to change drawings; `npm run goldens -- --check` writes none,
 * says which are no longer the same to the byte, and exits with 1 if any. Both take the names of single cases, too. Pictures of what
 * differs go to out/goldens.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { createSketcher } from '../../src/sketch.ts';
import { drawingPath, ENGINE_OPTIONS, GOLDEN_CASES } from './cases.ts';
import { compareWithGolden, drawCase, writePicture } from './check.ts';

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((wanted) => !GOLDEN_CASES.some(({ name }) => name === wanted));
if (unknown.length > 0) {
  console.error(
    `No golden is called ${unknown.join(', ')}; there are ${GOLDEN_CASES.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const cases = GOLDEN_CASES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const sketcher = await createSketcher(ENGINE_OPTIONS);
let changed = 0;
for (const golden of cases) {
  const path = drawingPath(golden.name);
  if (!existsSync(path)) {
    if (!values.check) await write(path, await drawCase(sketcher, golden));
    console.log(`${golden.name}: ${values.check ? 'missing' : 'new'}`);
    changed++;
    continue;
  }
  const { identical, mean, worstStroke, svg } = await compareWithGolden(sketcher, golden);
  if (identical) {
    console.log(`${golden.name}: the same`);
    continue;
  }
  const picture = await writePicture(golden, svg);
  console.log(
    `${golden.name}: ${mean.toFixed(2)} away, its most different stroke ${worstStroke.toFixed(2)}; see ${picture}`,
  );
  if (!values.check) await write(path, svg);
  changed++;
}
sketcher.dispose();
console.log(`${changed} of ${cases.length} ${values.check ? 'differ' : 'written'}`);
if (values.check && changed > 0) process.exitCode = 1;

async function write(path: string, svg: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, svg);
}
