/** `clipasso score <sketch>`: likeness of a drawing to its photo, and labels that a network gives it. */

import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { Command } from 'commander';
import type { EngineName } from '../compute/program.ts';
import { ClipassoError, invalidOption } from '../errors.ts';
import { findModel } from '../models/catalogue.ts';
import { resolveSketchOptions } from '../options.ts';
import type { RgbImage } from '../raster/raster.ts';
import { readTextFile } from '../read-text.ts';
import type { ClipModel } from '../teachers/registry.ts';
import type { Score } from '../teachers/score.ts';
import { NO_CACHE } from './cache.ts';
import { createDownloadProgress } from './download-progress.ts';
import { ENGINE_FLAG, ENGINES } from './engine-option.ts';
import { numberOption } from './number-option.ts';
import { complain, print } from './say.ts';
import { loadSourceSketch } from './source-sketch.ts';

interface Flags {
  readonly photo?: string;
  readonly labels?: string;
  readonly model?: string;
  readonly modelDir?: string;
  readonly yes?: boolean;
  readonly offline?: boolean;
  readonly top: number;
  readonly engine: 'auto' | EngineName;
  readonly threads: number;
  readonly cache?: boolean;
  readonly json?: boolean;
}

const EMBEDDED = 'dinov2-small';

export function scoreCommand(): Command {
  return new Command('score')
    .description('tell how alike a sketch and a photo are, and name a sketch among labels')
    .argument('<sketch>', 'SVG, strokes JSON or picture')
    .option('--photo <file>', 'photo to compare with')
    .option('--labels <list|file>', 'names to choose from: "cat,dog,horse", or a text file with one a line')
    .option(
      '--model <name>',
      `clip-vit-b-32, another of 'clipasso models list', or ${EMBEDDED}, which compares only (default: clip-vit-b-32 with --labels, else ${EMBEDDED})`,
    )
    .addOption(numberOption('--top <count>', 'labels to print').default(5))
    .option('--model-dir <folder>', 'weights brought by hand')
    .option('--yes', 'fetch missing weights')
    .option('--offline', 'never touch the network')
    .option(ENGINE_FLAG, ENGINES, 'auto')
    .addOption(numberOption('--threads <count>', 'threads, 0 for all cores').default(0))
    .option(...NO_CACHE)
    .option('--json', 'print for machines')
    .action(score);
}

async function score(source: string, flags: Flags): Promise<void> {
  const { photo: photoPath, labels: list, top, json } = flags;
  if (photoPath === undefined && list === undefined)
    throw new ClipassoError('usage', 'Nothing to score: give --photo, --labels or both');
  if (!Number.isInteger(top) || top < 1) throw invalidOption('top', 'a positive integer', top);
  resolveSketchOptions({ engine: flags.engine, threads: flags.threads });
  const labels = list === undefined ? undefined : await readLabels(list);
  const model = flags.model ?? (labels ? 'clip-vit-b-32' : EMBEDDED);
  if (labels && model === EMBEDDED)
    throw new ClipassoError('usage', `${EMBEDDED} knows no words: use --model clip-vit-b-32 for --labels`);
  const [{ createEngine }, { readPhoto }, { scoreEmbedded, scoreWithClip }] = await Promise.all([
    import('../compute/engines.ts'),
    import('../photo/read.ts'),
    import('../teachers/score.ts'),
  ]);
  const sketch = await readDrawing(source);
  const photo = photoPath === undefined ? undefined : (await readPhoto(photoPath)).image;
  const engine = await createEngine(flags.engine, { threads: flags.threads, cache: flags.cache !== false });
  if (engine.note) complain(engine.note);
  try {
    const result =
      model === EMBEDDED
        ? await scoreEmbedded(engine, sketch, photo!)
        : await scoreWithClip(engine, await openClip(model, flags), sketch, photo, labels);
    if (json) print(JSON.stringify({ sketch: source, photo: photoPath, ...result }, null, 2));
    else printScore(result, top);
  } finally {
    engine.dispose();
  }
}

async function openClip(model: string, { modelDir, yes, offline }: Flags): Promise<ClipModel> {
  const { id } = findModel(model);
  const { loadClip } = await import('../teachers/registry.ts');
  const progress = createDownloadProgress(process.stderr, id);
  try {
    return await loadClip(id, { modelDir, offline, pull: yes ? progress : undefined });
  } finally {
    progress.end();
  }
}

/** A drawing as a picture on white; strokes are rendered at the picture's size, so that small SVGs stay sharp. */
async function readDrawing(path: string): Promise<RgbImage> {
  const { readPhoto } = await import('../photo/read.ts');
  const isStrokes = path === '-' || /^\.(svgz?|json)$/i.test(extname(path));
  if (!isStrokes) return (await readPhoto(path)).image;
  const { drawPng } = await import('../strokes/draw.ts');
  const { sketch } = await loadSourceSketch(path);
  return (await readPhoto(drawPng(sketch))).image;
}

/** @throws ClipassoError 'input' or 'usage' when there are no labels */
async function readLabels(given: string): Promise<string[]> {
  const isFile = existsSync(given) || /\.txt$/i.test(given);
  const text = isFile ? await readText(given) : given.replaceAll(',', '\n');
  const labels = [...new Set(text.split('\n').map((label) => label.trim()))].filter((label) => label !== '');
  if (labels.length === 0) throw new ClipassoError('usage', `There are no labels in '${given}'`);
  return labels;
}

async function readText(path: string): Promise<string> {
  const file = await readTextFile(path);
  if ('text' in file) return file.text;
  throw new ClipassoError('input', `Cannot read the labels ${path}: ${file.problem}`, { cause: file.cause });
}

function printScore({ model, similarity, structure, labels }: Score, top: number): void {
  const lines: string[] = [];
  if (structure !== undefined) lines.push(`structure  ${structure.toFixed(4)}  (${model}, 1 = the same)`);
  if (similarity !== undefined)
    lines.push(`similarity ${similarity.toFixed(4)}  (${model}, cosine of embeddings)`);
  for (const { label, probability, cosine } of labels?.slice(0, top) ?? [])
    lines.push(`${(100 * probability).toFixed(1).padStart(5)} %  ${label}  (cosine ${cosine.toFixed(4)})`);
  print(lines.join('\n'));
}
