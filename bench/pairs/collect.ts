/** Draws the photos in their versions, those that are not there yet. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createSketcher, type TunableSketcher } from '../../src/sketch.ts';
import { drawingPath, saveDrawing } from './drawings.ts';
import type { PairPhoto } from './photos.ts';
import { VERSIONS, type Version } from './versions.ts';

/** @param threads that networks may use; 0 for all cores */
export async function collectDrawings(photos: readonly PairPhoto[], threads: number): Promise<void> {
  const sketcher = await createSketcher({ threads });
  try {
    for (const [v, version] of VERSIONS.entries()) {
      // versions that are not drawn of every photo are spread over all of them
      const drawn = photos.filter((_, k) => (k + v) % version.every === 0);
      for (const photo of drawn)
        for (const count of version.counts) await drawVersion(sketcher, photo, version, count);
    }
  } finally {
    sketcher.dispose();
  }
}

async function drawVersion(
  sketcher: TunableSketcher,
  photo: PairPhoto,
  { name, options, tuned }: Version,
  count: number,
): Promise<void> {
  const done = `${drawingPath(photo.name, count, name)}.done`;
  if (existsSync(done)) return;
  mkdirSync(dirname(done), { recursive: true });
  const start = performance.now();
  const variants = new Map<number, Parameters<typeof saveDrawing>[1]>();
  await sketcher.sketch(
    photo.path,
    { ...options, strokes: count },
    { ...(tuned && { tuned }), onVariant: ({ seed, sketch }) => variants.set(seed, sketch) },
  );
  for (const [seed, sketch] of variants)
    await saveDrawing(drawingPath(photo.name, count, `${name}-${seed}`), sketch);
  writeFileSync(done, '');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${photo.name} ${count} ${name}: ${variants.size} drawings, ${seconds} s`);
}
