/**
 * Memory, processor time and photos an hour of a folder of photos of many shapes:
 *
 *     npm run bench:batch -- [--photos 40] [--shapes 40] [--every 5] [-- flags of clipasso batch]
 *
 * One line for every few photos, and one for the whole. Without flags: a draft's start of four strokes and two steps, on one thread, which
 * runs every network.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runClipasso } from '../child.ts';
import { printTable } from '../measure.ts';
import { makeFolder } from './folder.ts';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));
const CHEAP = ['--strokes', '4', '--seeds', '1', '--iterations', '2', '--threads', '1'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    photos: { type: 'string', default: '40' },
    shapes: { type: 'string', default: '40' },
    every: { type: 'string', default: '5' },
  },
});
const flags = positionals.length > 0 ? positionals : CHEAP;
const [count, shapes, every] = [values.photos, values.shapes, values.every].map(Number) as [
  number,
  number,
  number,
];
const photos = join(RESULTS, `batch-${count}-of-${shapes}`);
await makeFolder(photos, join(RESULTS, 'photos'), { count, shapes });
const out = await mkdtemp(join(tmpdir(), 'clipasso-batch-'));
try {
  const rows: (string | number)[][] = [['photos', 'MB now', 'peak MB', 'processor s', 'wall s']];
  let drawn = 0;
  const usage = await runClipasso(
    ['batch', photos, '-o', out, '--json', '--format', 'svg', ...flags],
    ({ text, now, peak, cpu, wall }) => {
      const { status } = JSON.parse(text) as { status?: string };
      if (status === undefined) return;
      if (status !== 'drawn') throw new Error(text);
      drawn++;
      if (drawn === 1 || drawn % every === 0) {
        const row = [drawn, now.toFixed(0), peak.toFixed(0), cpu.toFixed(1), wall.toFixed(1)];
        console.error(row.join(' '));
        rows.push(row);
      }
    },
  );
  const { peak, cpu, wall } = usage;
  rows.push(['whole', '', peak.toFixed(0), cpu.toFixed(1), wall.toFixed(1)]);
  console.log(
    `${count} photos of ${shapes} shapes, ${flags.join(' ')}; ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)} at the end\n`,
  );
  printTable(rows);
  const hourly = (seconds: number) => ((3600 * drawn) / seconds).toFixed(0);
  const idle = 1 - cpu / (wall * availableParallelism());
  console.log(
    `${hourly(wall)} photos an hour; ${(cpu / drawn).toFixed(1)} processor s a photo; ${(100 * idle).toFixed(0)} % of the cores' time not used by it`,
  );
} finally {
  await rm(out, { recursive: true });
}
