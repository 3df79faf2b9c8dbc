/**
 * `npm run bench:sensitivity -- [--only contours] [--photos dog,cat] [--strokes 16] [--method contour-0] [--part 0.2] [--run name]`:
 * each tuned number 20 % less and 20 % more, and what that does to likeness and to the strokes. Numbers without any effect may go.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { listParams } from '../../src/params.ts';
import { createSketcher, type Sketch } from '../../src/sketch.ts';
import { POINT_STRIDE, strokeCount } from '../../src/strokes/stroke.ts';
import { TUNING } from '../../src/tuning.ts';
import { printTable } from '../measure.ts';
import { createJudge, type JudgedPhoto } from './judge/judge.ts';
import { parseMethod } from './methods.ts';
import { photoEntries } from './photos.ts';
import { makeSketch } from './sketches.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    photos: { type: 'string' },
    strokes: { type: 'string', default: '16' },
    method: { type: 'string', default: 'contour-0' },
    part: { type: 'string', default: '0.2' },
    run: { type: 'string', default: 'sensitivity' },
  },
});
const wanted = values.photos?.split(',');
const strokes = Number(values.strokes);
const part = Number(values.part);
const folder = fileURLToPath(new URL(`../results/quality/${values.run}/sketches`, import.meta.url));

/** A number times `factor`; what is whole stays so, and changes by one at least. */
function scaled(value: number, factor: number): number {
  if (!Number.isInteger(value)) return value * factor;
  const rounded = Math.round(value * factor);
  return rounded === value ? value + Math.sign(factor - 1) : rounded;
}

/** The part of the strokes that the other drawing has not. */
function changedStrokes(a: Sketch, b: Sketch): number {
  const keys = ({ strokes: { points, widths } }: Sketch) =>
    Array.from(widths, (_, s) => points.slice(s * POINT_STRIDE, (s + 1) * POINT_STRIDE).join());
  const known = new Set(keys(a));
  return keys(b).filter((key) => !known.has(key)).length / strokeCount(b.strokes);
}

const judgeEngine = await createEngine('wasm', { threads: 0 });
const judge = await createJudge(judgeEngine);
const photos: JudgedPhoto[] = [];
for (const entry of await photoEntries())
  if (wanted?.includes(entry.name) ?? entry.split === 'tune') photos.push(await judge.look(entry));
const sketcher = await createSketcher();

async function draw(setting: string | null) {
  const method = parseMethod([values.method, ...(setting ? [setting] : [])].join('+'));
  const drawn = [];
  for (const photo of photos) {
    const { sketch } = await makeSketch(sketcher, photo, method, strokes, folder);
    drawn.push({ sketch, likeness: (await judge.score(sketch, photo, photos)).likeness });
  }
  return drawn;
}

const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
const usual = await draw(null);
const rows = [['number', 'default', 'set to', 'likeness', 'strokes changed']];
for (const [path, value] of Object.entries(listParams(TUNING))) {
  if (!path.startsWith(values.only)) continue;
  for (const factor of [1 - part, 1 + part]) {
    const text = [value].flat().map((v) => Number(scaled(v, factor).toPrecision(6)));
    try {
      const drawn = await draw(`${path}=${text.join(',')}`);
      const likeness = mean(drawn.map((one, k) => one.likeness - usual[k]!.likeness));
      const changed = mean(drawn.map(({ sketch }, k) => changedStrokes(usual[k]!.sketch, sketch)));
      rows.push([path, String(value), text.join(), likeness.toFixed(4), `${(100 * changed).toFixed(0)} %`]);
    } catch (error) {
      rows.push([path, String(value), text.join(), 'fails', (error as Error).message]);
    }
    console.error(rows.at(-1)!.join('  '));
  }
}
sketcher.dispose();
judgeEngine.dispose();
printTable(rows);
