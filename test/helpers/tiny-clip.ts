/** A CLIP model with one block a tower, seeded random weights and the whole vocabulary, in OpenAI's names. */
import { join } from 'node:path';
import { createRandom } from '../../src/random.ts';
import { type ClipModel, loadClip } from '../../src/teachers/registry.ts';
import { temporaryFolder } from './folder.ts';
import { f32, type StoredTensor, writeSafetensors } from './safetensors.ts';
import './patience.ts';

const WIDTH = 64;
const EMBED = 16;
const VOCABULARY = 49_408;

export function writeTinyClip(path: string): void {
  const random = createRandom(1);
  const tensors: Record<string, StoredTensor> = {};
  const add = (name: string, shape: readonly number[], mean = 0, deviation = 0.2) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const values = Float32Array.from({ length: size }, () => mean + deviation * (2 * random.next() - 1));
    tensors[name] = f32(shape, values);
  };
  const norm = (name: string) => {
    add(`${name}.weight`, [WIDTH], 1);
    add(`${name}.bias`, [WIDTH]);
  };
  const linear = (name: string, outputs: number, inputs: number) => {
    add(`${name}.weight`, [outputs, inputs]);
    add(`${name}.bias`, [outputs]);
  };
  const block = (prefix: string) => {
    norm(`${prefix}.ln_1`);
    norm(`${prefix}.ln_2`);
    add(`${prefix}.attn.in_proj_weight`, [3 * WIDTH, WIDTH]);
    add(`${prefix}.attn.in_proj_bias`, [3 * WIDTH]);
    linear(`${prefix}.attn.out_proj`, WIDTH, WIDTH);
    linear(`${prefix}.mlp.c_fc`, 2 * WIDTH, WIDTH);
    linear(`${prefix}.mlp.c_proj`, WIDTH, 2 * WIDTH);
  };
  add('visual.conv1.weight', [WIDTH, 3, 32, 32]);
  add('visual.class_embedding', [WIDTH]);
  add('visual.positional_embedding', [5, WIDTH]);
  norm('visual.ln_pre');
  norm('visual.ln_post');
  add('visual.proj', [WIDTH, EMBED]);
  block('visual.transformer.resblocks.0');
  add('token_embedding.weight', [VOCABULARY, WIDTH]);
  add('positional_embedding', [77, WIDTH]);
  norm('ln_final');
  add('text_projection', [WIDTH, EMBED]);
  block('transformer.resblocks.0');
  add('logit_scale', [], Math.log(100), 0);
  writeSafetensors(path, tensors);
}

/** The model as it is loaded from a folder of weights. */
export async function loadTinyClip(): Promise<ClipModel> {
  const modelDir = temporaryFolder();
  writeTinyClip(join(modelDir, 'clip-vit-b-32.safetensors'));
  return loadClip('clip-vit-b-32', { modelDir });
}
