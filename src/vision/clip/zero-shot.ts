/**
 * Zero-shot naming (Radford et al. 2021, section 3.1): a label's embedding is the mean of the unit embeddings of several
 * sentences about it; the probabilities are the softmax of the scaled cosines to the image.
 */
import type { Engine } from '../../compute/program.ts';
import { cosineSimilarity } from '../embed.ts';
import type { TextNetwork } from './text.ts';

/** Sentences about drawings; `{}` is the label. */
const SKETCH_PROMPTS: readonly string[] = [
  'a sketch of a {}.',
  'a drawing of a {}.',
  'a line drawing of a {}.',
  'a black and white sketch of a {}.',
  'a minimal line drawing of a {}.',
  'a doodle of a {}.',
  'a {}.',
];

export interface LabelScore {
  readonly label: string;
  readonly probability: number;
  readonly cosine: number;
}

/** Texts that go through the network at once. */
const BATCH = 64;

/**
 * Scores of `labels` for an image's embedding, most likely first.
 * @param labels at least one, without duplicates
 */
export async function scoreLabels(
  engine: Engine,
  text: TextNetwork,
  image: Float32Array,
  labels: readonly string[],
  prompts: readonly string[] = SKETCH_PROMPTS,
): Promise<LabelScore[]> {
  const sentences = labels.flatMap((label) => prompts.map((prompt) => prompt.replace('{}', () => label)));
  const embeddings = await embedAll(engine, text, sentences);
  const cosines = labels.map((_, i) => {
    const mean = meanDirection(embeddings.slice(i * prompts.length, (i + 1) * prompts.length), text.embed);
    return cosineSimilarity(image, mean);
  });
  const highest = Math.max(...cosines);
  const weights = cosines.map((cosine) => Math.exp(text.logitScale * (cosine - highest)));
  const sum = weights.reduce((a, b) => a + b, 0);
  return labels
    .map((label, i) => ({ label, probability: weights[i]! / sum, cosine: cosines[i]! }))
    .sort((a, b) => b.probability - a.probability);
}

async function embedAll(
  engine: Engine,
  text: TextNetwork,
  sentences: readonly string[],
): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (let at = 0; at < sentences.length; at += BATCH) {
    const batch = sentences.slice(at, at + BATCH);
    const found = await text.embedTexts(engine, batch);
    batch.forEach((_, i) => {
      rows.push(found.subarray(i * text.embed, (i + 1) * text.embed));
    });
  }
  return rows;
}

function meanDirection(rows: readonly Float32Array[], size: number): Float32Array {
  const sum = new Float32Array(size);
  for (const row of rows) {
    const length = Math.hypot(...row);
    for (let i = 0; i < size; i++) sum[i]! += row[i]! / length;
  }
  return sum;
}
