/** Draws the photos in their versions, those that are not there yet. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createEngine } from '../../src/compute/engines.ts';
import { createSketcher, type Sketch, type TunableSketcher, type Variant } from '../../src/sketch.ts';
import { loadTeacher } from '../../src/teachers/registry.ts';
import { createTools, type Tools } from '../../src/tools.ts';
import { drawingPath, saveDrawing } from './drawings.ts';
import { sketchFromNear } from './near.ts';
import type { PairPhoto } from './photos.ts';
import { PASSES, type Version } from './versions.ts';

/** @param threads that networks may use; 0 for all cores */
export async function collectDrawings(photos: readonly PairPhoto[], threads: number): Promise<void> {
  const sketcher = await createSketcher({ threads });
  const engine = await createEngine('auto', { threads });
  const noClip = () => Promise.reject(new Error('phrases are not asked for'));
  const tools = createTools(await loadTeacher('dinov2-small'), engine, { clip: noClip, aside: null });
  try {
    for (const versions of PASSES)
      for (const [k, photo] of photos.entries())
        for (const [v, version] of versions.entries()) {
          // versions that are not drawn of every photo are spread over all of them
          if ((k + v) % version.every !== 0) continue;
          for (const count of version.counts) await drawVersion(sketcher, tools, photo, version, count);
        }
  } finally {
    sketcher.dispose();
    engine.dispose();
  }
}

async function drawVersion(
  sketcher: TunableSketcher,
  tools: Tools,
  photo: PairPhoto,
  version: Version,
  count: number,
): Promise<void> {
  const { name } = version;
  const done = `${drawingPath(photo.name, count, name)}.done`;
  if (existsSync(done)) return;
  mkdirSync(dirname(done), { recursive: true });
  const start = performance.now();
  const variants = await draw(sketcher, tools, photo, version, count);
  for (const [seed, sketch] of variants)
    await saveDrawing(drawingPath(photo.name, count, `${name}-${seed}`), sketch);
  writeFileSync(done, '');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${photo.name} ${count} ${name}: ${variants.size} drawings, ${seconds} s`);
}

/** Each seed's drawing. */
async function draw(
  sketcher: TunableSketcher,
  tools: Tools,
  { path }: PairPhoto,
  { options, tuned, head }: Version,
  strokes: number,
): Promise<Map<number, Sketch>> {
  if (head !== undefined) {
    const sketch = await sketchFromNear(sketcher, tools, path, { ...options, strokes }, head);
    return new Map(sketch ? [[0, sketch]] : []);
  }
  const variants = new Map<number, Sketch>();
  const onVariant = ({ seed, sketch }: Variant) => variants.set(seed, sketch);
  await sketcher.sketch(path, { ...options, strokes }, { ...(tuned && { tuned }), onVariant });
  return variants;
}
