/** `clipasso look <photo>`: what stands in a photo, so that `--subject` can name it. */

import { extname } from 'node:path';
import { Command } from 'commander';
import type { EngineName } from '../compute/engine-name.ts';
import { ClipassoError } from '../errors.ts';
import { resolveSketchOptions } from '../options.ts';
import { createOutputGuard, findRepeated, type OverwritePolicy } from '../output/guard.ts';
import { checkWritable, writeFileAtomic } from '../output/write.ts';
import { sourcePath } from '../photo/source.ts';
import { printable } from '../printable.ts';
import type { LookResult, SeenThing } from '../result.ts';
import { NO_CACHE } from './cache.ts';
import { ENGINE_FLAG, ENGINES } from './engine-option.ts';
import { numberOption } from './number-option.ts';
import { addOverwriteOptions, collect, configOf } from './output-options.ts';
import { onePhoto, openPhoto } from './photo-argument.ts';
import { complain, inColumns, print, say } from './say.ts';

interface Flags extends OverwritePolicy {
  readonly out?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly config?: string;
  readonly engine: 'auto' | EngineName;
  readonly threads: number;
  readonly cache: boolean;
}

/** See look-picture.ts. */
const EXTENSIONS = ['.png', '.jpg', '.jpeg', '.webp'];

export function lookCommand(): Command {
  const command = new Command('look')
    .description('tell the things in a photo apart: number, name, likelihood, box and share of the photo')
    .argument('<photo...>', 'JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF, BMP or SVG; - for standard input')
    .option('-o, --out <file>', 'the photo with its things marked: .png, .jpg or .webp; repeatable', collect)
    .option('--json', 'print for machines')
    .option('-q, --quiet', 'print the things and errors only')
    .option(ENGINE_FLAG, ENGINES, 'auto')
    .addOption(numberOption('--threads <count>', 'threads, 0 for all cores').default(0))
    .option(...NO_CACHE);
  return addOverwriteOptions(command).action(look);
}

async function look(photos: readonly string[], flags: Flags): Promise<void> {
  const photo = onePhoto(photos, 'look');
  resolveSketchOptions({ engine: flags.engine, threads: flags.threads });
  const pictures = await preparePictures(photo, flags);
  const [{ createEngine }, { describeLook, lookForThings }, { loadDinov2 }] = await Promise.all([
    import('../compute/engines.ts'),
    import('../look.ts'),
    import('../teachers/dinov2.ts'),
  ]);
  const source = await openPhoto(photo, new AbortController().signal);
  const engine = await createEngine(flags.engine, { threads: flags.threads, cache: flags.cache });
  if (engine.note && !flags.quiet) complain(engine.note);
  try {
    const teacher = await loadDinov2();
    const seen = await lookForThings(source, engine, teacher.reader(engine));
    const result = describeLook(seen);
    if (pictures.length > 0) {
      const { encodeLook } = await import('./look-picture.ts');
      for (const path of pictures)
        await writeFileAtomic(path, encodeLook(path, seen.photo.image, seen.things));
    }
    if (flags.json) printJson(photo, pictures, result);
    else printThings(result);
    if (!flags.quiet && result.things.length === 0) complain('nothing stands out in this photo');
    if (!flags.quiet) for (const path of pictures) say(`${printable(photo)} -> ${path}`);
  } finally {
    engine.dispose();
  }
}

/** The files to write. @throws ClipassoError 'usage' or 'output' */
async function preparePictures(photo: string, flags: Flags): Promise<readonly string[]> {
  const { out = [] } = flags;
  const wrong = out.find((path) => !EXTENSIONS.includes(extname(path).toLowerCase()));
  if (wrong !== undefined) {
    throw new ClipassoError(
      'usage',
      `${wrong} is no picture; give --out a name that ends in ${EXTENSIONS.join(', ')}`,
    );
  }
  const repeated = await findRepeated(out);
  if (repeated !== null) throw new ClipassoError('usage', `${repeated} is named twice with --out`);
  const path = sourcePath(photo);
  const guard = await createOutputGuard([...(path === null ? [] : [path]), ...configOf(flags)], flags);
  const pictures: string[] = [];
  for (const file of out) {
    if (!(await guard.mayWrite(file))) continue;
    await checkWritable(file);
    pictures.push(file);
  }
  return pictures;
}

/** A line for each thing; the box as `--subject` takes it. */
function printThings({ things }: LookResult): void {
  if (things.length === 0) return;
  const rows = [['number', 'name', 'likelihood', 'box', 'share'], ...things.map(cellsOf)];
  for (const line of inColumns(rows, [true, false, true, false, true])) print(line);
}

function cellsOf({ number, name, likelihood, box, share }: SeenThing): string[] {
  const { x, y, width, height } = box;
  const percent = 100 * share;
  return [
    `${number}`,
    name ?? '-',
    likelihood.toFixed(2),
    `${x},${y},${width},${height}`,
    `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`,
  ];
}

function printJson(file: string, outputs: readonly string[], { width, height, things }: LookResult): void {
  const told = things.map(({ mask: _, ...thing }) => thing);
  print(JSON.stringify({ file, outputs, width, height, things: told }, null, 2));
}
