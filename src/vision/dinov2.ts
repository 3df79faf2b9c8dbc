/**
 * The embedded network: DINOv2 ViT-S/14 (Oquab et al. 2023) with a saliency head. Its names, shapes and provenance are
 * in assets/models/dinov2-small/README.md.
 */
import { assetPath } from '../assets.ts';
import { tf } from '../compute/lazy-tf.ts';
import type { TensorData } from '../compute/program.ts';
import type { Rank, Tensor } from '../compute/tf.ts';
import { layerNorm } from './activations.ts';
import { affineShapes, blockShapes, blockSource, DINOV2_BLOCK, readPair } from './block-names.ts';
import type { ImageNetwork } from './network.ts';
import { isOfPicture, isProbe, PROBES, probeShapes, probeTensors, runProbe } from './probes.ts';
import { openSafetensors, type SafetensorsFile } from './safetensors.ts';
import { headShapes, headTensors, runHead } from './saliency-head.ts';
import { blockTensors } from './transformer.ts';
import { type Positions, patchTensors, runVit, type VitConfig } from './vit.ts';
import { checkTensors, lazy, lazyTensor, type ReadAside, withReadAside } from './weights.ts';

const ID = 'dinov2-small';
const FOLDER = `models/${ID}`;
/** Tap of the saliency head. */
const SUBJECT = 'subject';

const CONFIG: VitConfig = {
  width: 384,
  hidden: 1536,
  layers: 12,
  heads: 6,
  patch: 14,
  grid: 37,
  activation: 'gelu',
  epsilon: 1e-6,
  normPre: false,
};

const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;

/**
 * Its own taps besides those of every vision transformer: `tokens`, the normalised tokens
 * (B, 1 + N, D) after the last block; `embedding`, the class token among them (B, D); `subject`, the saliency head's
 * logits (B, 8 rows, 8 columns, 1); and the probes' logits (B, rows, columns, 1), of one row and column where they are of the picture.
 * @param assets folder of the embedded network, as assetPath takes it
 * @param read its weights, where another thread reads them
 * @throws ClipassoError 'model' when a file is missing, damaged or of another network
 */
export function openDinov2(assets?: string, read?: ReadAside): ImageNetwork {
  const path = assetPath(`${FOLDER}/model.safetensors`, assets);
  const file = openSafetensors(path);
  checkTensors(file, ID, { ...backboneShapes(), ...headShapes() });
  const probes = openSafetensors(assetPath(`${FOLDER}/probes.safetensors`, assets));
  checkTensors(probes, ID, probeShapes(CONFIG.width));
  const vit = { id: ID, config: CONFIG, positions: lazy(() => readPositions(file)) };
  const weights = {
    id: `${ID} ${path}`,
    fingerprint: `${file.fingerprint} ${probes.fingerprint}`,
    tensors: {
      ...backboneTensors(file),
      ...headTensors(ID, file),
      ...probeTensors(ID, probes, CONFIG.width),
    },
  };
  return {
    id: ID,
    weights: read ? withReadAside(weights, read) : weights,
    canvasRule: { kind: 'patches', patch: CONFIG.patch },
    size: 224,
    forward(images, weights, taps) {
      const probed = taps.filter(isProbe);
      const whole = ['tokens', 'embedding', SUBJECT];
      const inner = [...taps.filter((tap) => !isProbe(tap)), ...probed.flatMap((name) => PROBES[name])];
      const output = runVit(vit, images, weights, inner, whole);
      const found: Record<string, Tensor> = { ...output.taps };
      const [, height, breadth] = images.shape;
      const patchesOf = (tokens: Tensor) => {
        const [batch, count, width] = tokens.shape as [number, number, number];
        const patches = tf.slice(tokens, [0, 1, 0], [batch, count - 1, width]);
        const grid: [number, number, number, number] = [
          batch,
          height / CONFIG.patch,
          breadth / CONFIG.patch,
          width,
        ];
        return tf.reshape<Rank.R4>(patches, grid);
      };
      if (whole.some((tap) => inner.includes(tap))) {
        const [scale, shift] = [weights[`${ID}/norm/weight`]!, weights[`${ID}/norm/bias`]!];
        const tokens = layerNorm(output.tokens, scale, shift, CONFIG.epsilon);
        found.tokens = tokens;
        const [batch, , width] = tokens.shape as [number, number, number];
        if (taps.includes('embedding'))
          found.embedding = tf.reshape(tf.slice(tokens, [0, 0, 0], [batch, 1, width]), [batch, width]);
        if (taps.includes(SUBJECT)) found.subject = runHead(ID, patchesOf(tokens), weights);
      }
      const classOf = (tokens: Tensor) => {
        const [batch, , width] = tokens.shape as [number, number, number];
        return tf.reshape<Rank.R4>(tf.slice(tokens, [0, 0, 0], [batch, 1, width]), [batch, 1, 1, width]);
      };
      for (const name of probed) {
        const tokens = PROBES[name].map((tap) => (isOfPicture(name) ? classOf : patchesOf)(found[tap]!));
        found[name] = runProbe(ID, name, tokens, weights);
      }
      return found;
    },
  };
}

function backboneTensors(file: SafetensorsFile): Record<string, TensorData> {
  const { width, layers } = CONFIG;
  const tensors: Record<string, TensorData> = {
    ...patchTensors(ID, CONFIG, IMAGENET, () => readPair(file, 'embeddings.patch_embeddings.projection')),
    [`${ID}/norm/weight`]: lazyTensor([width], () => file.read('layernorm.weight')),
    [`${ID}/norm/bias`]: lazyTensor([width], () => file.read('layernorm.bias')),
  };
  for (let l = 0; l < layers; l++) {
    const source = blockSource(file, `encoder.layer.${l}.`, DINOV2_BLOCK);
    Object.assign(tensors, blockTensors(`${ID}/block${l + 1}`, CONFIG, source));
  }
  return tensors;
}

function readPositions(file: SafetensorsFile): Positions {
  const all = file.read('embeddings.position_embeddings');
  const token = file.read('embeddings.cls_token');
  const classToken = token.map((value, i) => value + all[i]!);
  return { classToken, patches: all.subarray(CONFIG.width) };
}

function backboneShapes(): Record<string, readonly number[]> {
  const { width, layers, grid, patch } = CONFIG;
  const shapes: Record<string, readonly number[]> = {
    'embeddings.cls_token': [1, 1, width],
    'embeddings.position_embeddings': [1, 1 + grid * grid, width],
    'embeddings.patch_embeddings.projection.weight': [width, 3, patch, patch],
    'embeddings.patch_embeddings.projection.bias': [width],
    ...affineShapes('layernorm', width),
  };
  for (let l = 0; l < layers; l++)
    Object.assign(shapes, blockShapes(`encoder.layer.${l}.`, DINOV2_BLOCK, CONFIG));
  return shapes;
}
