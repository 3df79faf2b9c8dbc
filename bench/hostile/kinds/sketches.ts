/** Whole sketches and batches of hostile photos, and runs that are interrupted or killed at any time. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../../src/random.ts';
import { type HostileCase, type Kind, pick } from '../case.ts';
import { IMAGES, MASK, mutate, PHOTO } from '../files.ts';

/** The least work that goes through every stage. */
const FAST =
  '-n 2 --iterations 1 --seeds 1 --views 1 --threads 1 --init saliency --contours 0 --focus 0'.split(' ');
const BATCH = ['batch', 'photos', '-o', 'drawings', '--format', 'svg,png', ...FAST];

export const SKETCHES: Kind = {
  name: 'sketches',
  count: 24,
  make(index, random): HostileCase {
    const format = Object.keys(IMAGES)[index] ?? pick(random, Object.keys(IMAGES));
    const image = IMAGES[format]!;
    const changed = random.integer(2) === 0;
    const content = changed ? mutate(image, random) : image;
    const byStdin = random.integer(3) === 0;
    return {
      title: `${format}${changed ? ', changed,' : ''} ${byStdin ? 'on standard input' : 'as a file'}`,
      async prepare(folder) {
        await writeFile(join(folder, 'work', 'photo'), content);
        const args = ['sketch', byStdin ? '-' : 'photo', ...FAST, '-o', 'out.svg', '--save-mask', 'mask.png'];
        const outputs = ['out.svg', 'mask.png'];
        return { args, stdin: byStdin ? content : undefined, expect: changed ? 'either' : 'done', outputs };
      },
    };
  },
};

export const BATCHES: Kind = {
  name: 'batches',
  count: 6,
  make(_, random): HostileCase {
    return {
      title: 'a folder of good and broken photos',
      async prepare(folder) {
        await fillFolder(folder, random, 12);
        return { args: [...BATCH, '--json'], patience: 5, expect: 'either', outputs: ['drawings/'] };
      },
    };
  },
};

/** Photos of which most are broken; some names are odd. */
async function fillFolder(folder: string, random: Random, count: number): Promise<void> {
  const photos = join(folder, 'work', 'photos');
  await mkdir(photos);
  await writeFile(join(photos, 'good.jpg'), PHOTO);
  for (let k = 1; k < count; k++) {
    const name = pick(random, ['a b', 'x\u001b[31m', 'é', '{name}', '[1]', 'n']) + k;
    const image = IMAGES[pick(random, Object.keys(IMAGES))]!;
    await writeFile(
      join(photos, `${name}.jpg`),
      random.integer(5) ? mutate(image, random).subarray(0, 60) : image,
    );
  }
}

/** @param span approximate duration of a run, in ms */
export function killsWithin(span: number): Kind {
  return {
    name: 'kills',
    count: 100,
    make(index, random): HostileCase {
      const signal = index % 2 ? 'SIGKILL' : 'SIGINT';
      const after = Math.round(random.uniform(0, 1.1 * span));
      const inBatch = index % 3 === 0;
      return {
        title: `${signal} to a ${inBatch ? 'batch' : 'sketch'} after ${after} ms`,
        async prepare(folder) {
          const work = join(folder, 'work');
          await writeFile(join(work, 'photo.jpg'), PHOTO);
          await mkdir(join(work, 'photos'));
          for (const name of ['a', 'b', 'c']) await writeFile(join(work, 'photos', `${name}.jpg`), PHOTO);
          // what is already there must survive
          await writeFile(join(work, 'foreign.png'), MASK);
          const sketch = [
            'sketch',
            'photo.jpg',
            ...FAST,
            '--iterations',
            '20',
            '-o',
            'out.svg',
            '-o',
            'out.png',
            '-o',
            'out.json',
          ];
          return {
            args: inBatch ? BATCH : sketch,
            kill: { signal, after },
            expect: 'either',
            outputs: inBatch ? ['drawings/'] : ['out.svg', 'out.png', 'out.json'],
          };
        },
      };
    },
  };
}
