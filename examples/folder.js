/** node folder.js [folder]: draws every photo of a folder into out/folder; run again, it draws only what is new. */
import { dirname } from 'node:path';
import { batch, PRESETS } from 'clipasso';
import { duck } from './duck.js';

const [folder = dirname(duck)] = process.argv.slice(2);
const summary = await batch(
  [folder],
  { out: 'out/folder', formats: ['svg'], limit: 2, sketch: { ...PRESETS.draft, strokes: 6 } },
  {
    onEvent(event) {
      if (event.kind === 'drawn' || event.kind === 'kept')
        console.log(`${event.task.input.place}: ${event.kind}`);
    },
  },
);
console.log(`${summary.drawn} drawn, ${summary.kept} kept, ${summary.failed.length} failed`);
if (summary.failed.length > 0) process.exitCode = 1;
