/**
 * `npm run kernels`: assembles the .wat files of src/raster/kernels into the bytes that the program carries, <name>-bytes.ts. With --check it
 * only says whether they are the same.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import createWabt from 'wabt';
import { ROOT } from './run.ts';

const FOLDER = `${ROOT}src/raster/kernels/`;
const wabt = await createWabt();

for (const file of readdirSync(FOLDER)
  .filter((name) => name.endsWith('.wat'))
  .sort()) {
  const name = file.slice(0, -'.wat'.length);
  const bytes = `${FOLDER}${name}-bytes.ts`;
  const wanted = assemble(name);
  if (!process.argv.includes('--check')) writeFileSync(bytes, wanted);
  else if (readFileSync(bytes, 'utf8') === wanted) console.log(`${name}-bytes.ts is what ${file} says`);
  else {
    console.error(`${name}-bytes.ts is not what ${file} says: npm run kernels writes it anew`);
    process.exitCode = 1;
  }
}

/** What a kernel's file of bytes should hold. */
function assemble(name: string): string {
  const source = `${FOLDER}${name}.wat`;
  const module = wabt.parseWat(source, readFileSync(source, 'utf8'), { simd: true, bulk_memory: true });
  module.validate();
  const encoded = Buffer.from(module.toBinary({}).buffer).toString('base64');
  module.destroy();
  return [
    `/** WebAssembly, in base64. Written by \`npm run kernels\` from ${name}.wat. */`,
    `export const ${name.toUpperCase()}_BYTES = [`,
    ...(encoded.match(/.{1,100}/g) ?? []).map((line) => `  '${line}',`),
    "].join('');",
    '',
  ].join('\n');
}
