import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { buildCli, runCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const DUCK = fileURLToPath(new URL('../../assets/examples/duck.jpg', import.meta.url));
/** What decides a drawing's peak: looking, choosing and two steps, with all networks traced. */
const FLAGS = ['--strokes', '4', '--seeds', '1', '--iterations', '2', '--threads', '1', '--no-cache'];
/** A module that has the process tell its peak memory in kB when it ends. */
const REPORT =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak:'+process.resourceUsage().maxRSS+';'))";
/** It takes 720 with onnxruntime on Linux x64, and took 1110 while each looking network kept its arena. */
const MOST_MB = 900;

beforeAll(buildCli);

it('draws within the memory that docs/performance.md names', async () => {
  const run = await runCli(['sketch', DUCK, '-o', 'duck.svg', ...FLAGS], {
    cwd: temporaryFolder(),
    env: { NODE_OPTIONS: `--import ${REPORT}` },
  });
  expect(run.code).toBe(0);
  const peaks = [...run.stderr.matchAll(/peak:(\d+);/g)].map(([, kB]) => Number(kB) / 1000);
  expect(peaks).not.toEqual([]);
  expect(Math.max(...peaks)).toBeLessThan(MOST_MB);
});
