/** node one-photo.js [photo]: draws a photo with eight strokes, into out/sketch.svg and out/sketch.png. */
import { PRESETS, saveSketch, sketch } from 'clipasso';
import { duck } from './duck.js';

const [photo = duck] = process.argv.slice(2);
const result = await sketch(photo, { ...PRESETS.draft, strokes: 8 });
await saveSketch(result.sketch, 'out/sketch.svg', { color: 'navy' });
await saveSketch(result.sketch, 'out/sketch.png', { size: 512 });
console.log(`${photo} -> out/sketch.svg, out/sketch.png (loss ${result.loss.toFixed(3)})`);
