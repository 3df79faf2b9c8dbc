/** Sketches of photos by methods, kept on disk so that a long run can be taken up again. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../src/output/write.ts';
import type { LossReport, Sketch, SketchResult, TunableSketcher } from '../../src/sketch.ts';
import { readStrokesJson, writeStrokesJson } from '../../src/strokes/json.ts';
import type { JudgedPhoto } from './judge/judge.ts';
import type { Method } from './methods.ts';

export interface MadeSketch {
  readonly sketch: Sketch;
  readonly loss: number;
  readonly terms: LossReport;
  /** Wall-clock seconds without loading networks. */
  readonly seconds: number;
}

/** Reads the sketch from `folder`, or makes it and puts it there. */
export async function makeSketch(
  sketcher: TunableSketcher,
  photo: JudgedPhoto,
  method: Method,
  strokes: number,
  folder: string,
): Promise<MadeSketch> {
  const stem = join(folder, `${photo.entry.name}-${strokes}-${method.name.replaceAll(/[^\w+=.-]/g, '_')}`);
  if (existsSync(`${stem}.report.json`)) {
    const { sketch } = readStrokesJson(readFileSync(`${stem}.json`, 'utf8'));
    return { sketch, ...JSON.parse(readFileSync(`${stem}.report.json`, 'utf8')) };
  }
  const start = performance.now();
  const { sketch, loss, seeds } = await draw(sketcher, photo.path, method, strokes);
  const seconds = (performance.now() - start) / 1000;
  const terms = seeds.find(({ bestLoss }) => bestLoss === loss)?.terms ?? {};
  await writeFileAtomic(`${stem}.json`, writeStrokesJson(sketch));
  await writeFileAtomic(`${stem}.report.json`, JSON.stringify({ loss, terms, seconds }));
  return { sketch, loss, terms, seconds };
}

async function draw(
  sketcher: TunableSketcher,
  path: string,
  { options, tuned, rounds }: Method,
  strokes: number,
) {
  let from: SketchResult | undefined;
  for (let round = 1; round <= rounds; round++) {
    const count = Math.round((strokes * round) / rounds);
    from = await sketcher.sketch(
      path,
      { ...options, strokes: count },
      { tuned, ...(from && { from: from.sketch }) },
    );
  }
  return from!;
}
