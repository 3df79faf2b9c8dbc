/**
 * The embedded teacher: DINOv2 ViT-S/14 (Oquab et al. 2023) with a saliency head. Its names, shapes and provenance are
 * in assets/models/dinov2-small/README.md.
 */
import { assetPath } from '../assets.ts';
import type { Engine, TensorData } from '../compute/program.ts';
import type { Tensor } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
import type { LossTerm } from '../loss/terms.ts';
import { fitFrame } from '../photo/frame.ts';
import type { RgbImage } from '../photo/image.ts';
import { placeOnCanvas, planeFromCanvas } from '../photo/resample.ts';
import { layerNorm } from './activations.ts';
import { affineShapes, blockShapes, blockSource, DINOV2_BLOCK, readPair } from './block-names.ts';
import type { ImageNetwork } from './network.ts';
import { isProbe, PROBES, probeShapes, probeTensors, runProbe } from './probes.ts';
import { openSafetensors, type SafetensorsFile } from './safetensors.ts';
import { headShapes, headTensors, runHead } from './saliency-head.ts';
import type { FaceMaps, SubjectMaps, SubjectReader, Teacher } from './teacher.ts';
import { readAttention, readLikelihoods } from './teacher-saliency.ts';
import { blockTensors } from './transformer.ts';
import { type Positions, patchTensors, runVit, type VitConfig } from './vit.ts';
import { checkTensors, lazy, lazyTensor } from './weights.ts';

const ID = 'dinov2-small';
const FOLDER = `models/${ID}`;
/** Tap of the saliency head. */
const SUBJECT = 'subject';
/** Side of the square of whose area the head sees a photo: thin limbs and spires that are lost in 224 px show. */
export const SUBJECT_SIZE = 448;

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
 * Patch by patch in the middle of the network. Of all blocks and distances these tell a good drawing from a jittered, shifted
 * or halved one best (docs/experiments/ranking-of-distances.md); the last blocks and the class token do so no better than chance.
 */
const TERMS: readonly LossTerm[] = ['block4', 'block5', 'block6', 'block7'].map((tap) => ({
  tap,
  distance: 'centred-cosine',
  weight: 1,
}));

/**
 * @param assets folder of the embedded network, as assetPath takes it
 * @throws ClipassoError 'model' when the file is missing, damaged or of another network
 */
export async function loadDinov2(assets?: string): Promise<Teacher> {
  const network = openDinov2(assets);
  return {
    id: ID,
    parts: [{ network, terms: TERMS }],
    attention: (engine, image) => readAttention(engine, image, network, [CONFIG.layers]),
    ...readerOf(network),
  };
}

/** What tells the subject and its face, for teachers that cannot by themselves. */
export function openSubjectReader(assets?: string): SubjectReader {
  return readerOf(openDinov2(assets));
}

function readerOf(network: ImageNetwork): SubjectReader {
  return {
    subject: (engine, photo) => subjectOf(engine, photo, network),
    face: (engine, head) => faceOf(engine, head, network),
  };
}

async function subjectOf(engine: Engine, photo: RgbImage, network: ImageNetwork): Promise<SubjectMaps> {
  const frame = fitFrame(photo.width / photo.height, network.canvasRule, SUBJECT_SIZE);
  const image = placeOnCanvas(photo, frame);
  const maps = await readLikelihoods(engine, image, network, [SUBJECT, 'heads'], 'bilinear');
  const [subject, heads] = maps.map((map) => planeFromCanvas(map, frame, photo));
  return { subject: subject!, heads: heads! };
}

async function faceOf(engine: Engine, head: RgbImage, network: ImageNetwork): Promise<FaceMaps> {
  const [eyes, noses] = await readLikelihoods(engine, head, network, ['eyes', 'noses'], 'bicubic');
  return { eyes: eyes!, noses: noses! };
}

/**
 * The network alone. Its own taps besides those of every vision transformer: `tokens`, the normalised tokens
 * (B, 1 + N, D) after the last block; `embedding`, the class token among them (B, D); `subject`, the saliency head's
 * logits (B, 8 rows, 8 columns, 1); and the probes' logits (B, rows, columns, 1).
 */
function openDinov2(assets: string | undefined): ImageNetwork {
  const path = assetPath(`${FOLDER}/model.safetensors`, assets);
  const file = openSafetensors(path);
  checkTensors(file, ID, { ...backboneShapes(), ...headShapes() });
  const probes = openSafetensors(assetPath(`${FOLDER}/probes.safetensors`, assets));
  checkTensors(probes, ID, probeShapes(CONFIG.width));
  const positions = lazy(() => readPositions(file));
  return {
    id: ID,
    weights: {
      id: `${ID} ${path}`,
      tensors: {
        ...backboneTensors(file),
        ...headTensors(ID, file),
        ...probeTensors(ID, probes, CONFIG.width),
      },
    },
    canvasRule: { kind: 'patches', patch: CONFIG.patch },
    size: 224,
    forward(images, weights, taps) {
      const probed = taps.filter(isProbe);
      const whole = ['tokens', 'embedding', SUBJECT];
      const inner = [...taps.filter((tap) => !isProbe(tap)), ...probed.map((name) => PROBES[name])];
      const output = runVit(ID, CONFIG, positions, images, weights, inner, whole);
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
        return tf.reshape<tf.Rank.R4>(patches, grid);
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
      for (const name of probed) found[name] = runProbe(ID, name, patchesOf(found[PROBES[name]]!), weights);
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
