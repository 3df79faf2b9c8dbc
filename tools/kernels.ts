/**
 * `npm run kernels`: assembles src/raster/kernels/blur.wat into the bytes that the program carries, src/raster/kernels/blur-bytes.ts. With
 * --check it only says whether they are the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import createWabt from 'wabt';
import { ROOT } from './run.ts';

const SOURCE = `${ROOT}src/raster/kernels/blur.wat`;
const BYTES = `${ROOT}src/raster/kernels/blur-bytes.ts`;

if (!process.argv.includes('--check')) writeFileSync(BYTES, await assembled());
else if (readFileSync(BYTES, 'utf8') === (await assembled()))
  console.log('blur-bytes.ts is what blur.wat says');
else {
  console.error('blur-bytes.ts is not what blur.wat says: npm run kernels writes it anew');
  process.exitCode = 1;
}

/** What blur-bytes.ts should hold. */
async function assembled(): Promise<string> {
  const wabt = await createWabt();
  const features = { simd: true, bulk_memory: true };
  const module = wabt.parseWat(SOURCE, readFileSync(SOURCE), features);
  module.validate();
  const encoded = Buffer.from(module.toBinary({}).buffer).toString('base64');
  module.destroy();
  return [
    '/** WebAssembly, in base64. Written by `npm run kernels` from blur.wat. */',
    'export const BLUR_BYTES = [',
    ...(encoded.match(/.{1,100}/g) ?? []).map((line) => `  '${line}',`),
    "].join('');",
    '',
  ].join('\n');
}
