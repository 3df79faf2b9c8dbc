/** A batch in a process of its own, to be killed: tsx quick-batch.ts INPUT OUTPUT */
import { runBatch } from '../../src/batch/batch.ts';
import { resolveSketchOptions } from '../../src/options.ts';
import { createQuickSketcher } from './quick-sketcher.ts';

const [input, out] = process.argv.slice(2);
const options = resolveSketchOptions({ strokes: 5 });
const { drawn, kept, failed } = await runBatch([input], options, async () => createQuickSketcher(options), {
  out,
  save: { size: 1500 },
});
console.log(JSON.stringify({ drawn, kept, failed }));
