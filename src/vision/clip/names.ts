/**
 * The two ways in which CLIP's weights are named: OpenAI's state dict, which open_clip keeps (`visual.*`,
 * `transformer.*`), and Hugging Face's CLIPModel (`vision_model.*`, `text_model.*`). A file may hold one tower or both.
 */
import { ClipassoError } from '../../errors.ts';
import { type BlockNames, HUGGING_FACE_BLOCK, OPENAI_BLOCK } from '../block-names.ts';
import type { SafetensorsFile } from '../safetensors.ts';

export interface TowerNames {
  readonly block: BlockNames;
  /** What comes before a block's number. */
  readonly blocks: string;
  readonly positions: string;
  readonly projection: string;
  /** True when the projection is stored (in, out). */
  readonly transposed: boolean;
  readonly normFinal: string;
}

export interface VisionNames extends TowerNames {
  readonly classToken: string;
  readonly patch: string;
  readonly normPre: string;
}

export interface TextNames extends TowerNames {
  readonly tokens: string;
}

const OPENAI_VISION: VisionNames = {
  block: OPENAI_BLOCK,
  blocks: 'visual.transformer.resblocks.',
  classToken: 'visual.class_embedding',
  positions: 'visual.positional_embedding',
  patch: 'visual.conv1.weight',
  normPre: 'visual.ln_pre',
  normFinal: 'visual.ln_post',
  projection: 'visual.proj',
  transposed: true,
};

const OPENAI_TEXT: TextNames = {
  block: OPENAI_BLOCK,
  blocks: 'transformer.resblocks.',
  tokens: 'token_embedding.weight',
  positions: 'positional_embedding',
  normFinal: 'ln_final',
  projection: 'text_projection',
  transposed: true,
};

const HUGGING_FACE_VISION: VisionNames = {
  block: HUGGING_FACE_BLOCK,
  blocks: 'vision_model.encoder.layers.',
  classToken: 'vision_model.embeddings.class_embedding',
  positions: 'vision_model.embeddings.position_embedding.weight',
  patch: 'vision_model.embeddings.patch_embedding.weight',
  normPre: 'vision_model.pre_layrnorm',
  normFinal: 'vision_model.post_layernorm',
  projection: 'visual_projection.weight',
  transposed: false,
};

const HUGGING_FACE_TEXT: TextNames = {
  block: HUGGING_FACE_BLOCK,
  blocks: 'text_model.encoder.layers.',
  tokens: 'text_model.embeddings.token_embedding.weight',
  positions: 'text_model.embeddings.position_embedding.weight',
  normFinal: 'text_model.final_layer_norm',
  projection: 'text_projection.weight',
  transposed: false,
};

/** @throws ClipassoError 'model' when the file has no vision transformer of CLIP. */
export function visionNames(file: SafetensorsFile): VisionNames {
  return choose(file, 'vision transformer', [OPENAI_VISION, HUGGING_FACE_VISION], (names) => names.patch);
}

/** @throws ClipassoError 'model' when the file has no text transformer of CLIP. */
export function textNames(file: SafetensorsFile): TextNames {
  return choose(file, 'text transformer', [OPENAI_TEXT, HUGGING_FACE_TEXT], (names) => names.tokens);
}

/** Tells the tensors that belong to CLIP's vision tower, in either format. */
export function isVisionTensor(name: string): boolean {
  return /^(visual\.|vision_model\.|visual_projection\.)/.test(name);
}

/** Tells tensors that both formats hold and no tower reads: temperature, buffers, sizes. */
export function isBookkeeping(name: string): boolean {
  return /(^|\.)(logit_scale|logit_bias|position_ids|attn_mask|num_batches_tracked|input_resolution|context_length|vocab_size)$/.test(
    name,
  );
}

/** Tells the tensors that belong to CLIP's text tower, in either format. */
export function isTextTensor(name: string): boolean {
  return /^(transformer\.|token_embedding\.|positional_embedding$|ln_final\.|text_projection|text_model\.)/.test(
    name,
  );
}

/** Number of blocks whose names begin with `prefix`. */
export function countBlocks(file: SafetensorsFile, prefix: string): number {
  let count = 0;
  for (const name of file.entries.keys()) {
    if (!name.startsWith(prefix)) continue;
    const number = Number.parseInt(name.slice(prefix.length), 10);
    if (number >= count) count = number + 1;
  }
  return count;
}

/** Sizes of a tensor that must be there with so many axes. */
export function sizesOf(file: SafetensorsFile, name: string, rank: number): readonly number[] {
  const shape = file.entries.get(name)?.shape;
  if (shape === undefined)
    throw new ClipassoError('model', `${file.path} does not fit CLIP: it lacks ${name}`);
  if (shape.length !== rank)
    throw new ClipassoError(
      'model',
      `${file.path} does not fit CLIP: ${name} has ${shape.length} axes instead of ${rank}`,
    );
  return shape;
}

function choose<T>(file: SafetensorsFile, what: string, known: readonly T[], key: (names: T) => string): T {
  const found = known.find((names) => file.entries.has(key(names)));
  if (found === undefined)
    throw new ClipassoError(
      'model',
      `${file.path} holds no CLIP ${what}: it lacks ${known.map(key).join(' and ')}`,
    );
  return found;
}
