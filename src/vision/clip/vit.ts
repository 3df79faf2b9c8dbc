/** CLIP's image tower as a vision transformer (Radford et al. 2021): ViT-B/32, B/16, L/14 and the like. */

import { tf } from '../../compute/lazy-tf.ts';
import type { TensorData } from '../../compute/program.ts';
import type { Tensor } from '../../compute/tf.ts';
import { ClipassoError } from '../../errors.ts';
import type { Activation } from '../activations.ts';
import { standardise } from '../activations.ts';
import { affineShapes, blockShapes, blockSource, readMatrix, readPair } from '../block-names.ts';
import { foldInput } from '../fold.ts';
import type { ImageNetwork } from '../network.ts';
import type { SafetensorsFile } from '../safetensors.ts';
import { blockTensors, linear } from '../transformer.ts';
import { type Positions, patchTensors, runVit, type VitConfig } from '../vit.ts';
import { checkTensors, lazy, lazyTensor, linearTensors } from '../weights.ts';
import { countBlocks, isBookkeeping, isTextTensor, sizesOf, type VisionNames, visionNames } from './names.ts';
import { CLIP_PIXELS } from './pixels.ts';

export interface ClipVitOptions {
  /** OpenAI's own weights use 'quick-gelu', most of open_clip's 'gelu'; a file does not say. */
  readonly activation: Activation;
  /** Attention heads; a file does not say. @default width / 64 */
  readonly heads?: number;
}

/**
 * The vision transformer in `file`, its sizes read from the tensors' shapes.
 * @throws ClipassoError 'model' naming the tensors that are missing, surplus or of another shape
 */
export function openClipVit(id: string, file: SafetensorsFile, options: ClipVitOptions): ImageNetwork {
  const names = visionNames(file);
  const { config, embed } = readConfig(file, names, options);
  const known = (name: string) => isBookkeeping(name) || isTextTensor(name);
  checkTensors(file, id, shapesOf(names, config, embed), known);
  const vit = { id, config, positions: lazy(() => readPositions(file, names, config.width)) };
  return {
    id,
    weights: { id: `${id} ${file.path}`, tensors: tensorsOf(id, file, names, config, embed) },
    canvasRule: { kind: 'square' },
    size: config.grid * config.patch,
    forward(images, weights, taps) {
      const output = runVit(vit, images, weights, taps, ['embedding']);
      const found: Record<string, Tensor> = { ...output.taps };
      if (taps.includes('embedding')) {
        const [batch, , width] = output.tokens.shape as [number, number, number];
        const token = tf.reshape(tf.slice(output.tokens, [0, 0, 0], [batch, 1, width]), [batch, width]);
        found.embedding = linear(standardise(token, config.epsilon), weights, `${id}/projection`);
      }
      return found;
    },
  };
}

function readConfig(
  file: SafetensorsFile,
  names: VisionNames,
  { activation, heads }: ClipVitOptions,
): { config: VitConfig; embed: number } {
  const [width, , patch] = sizesOf(file, names.patch, 4) as [number, number, number];
  const [count] = sizesOf(file, names.positions, 2) as [number, number];
  const [hidden] = sizesOf(file, `${names.blocks}0.${names.block.fc1}.weight`, 2) as [number, number];
  const projection = sizesOf(file, names.projection, 2);
  const grid = Math.sqrt(count - 1);
  if (!Number.isInteger(grid))
    throw new ClipassoError(
      'model',
      `${file.path} does not fit CLIP: ${names.positions} is not a square grid`,
    );
  const config: VitConfig = {
    width,
    hidden,
    layers: countBlocks(file, names.blocks),
    heads: heads ?? width / 64,
    patch,
    grid,
    activation,
    epsilon: 1e-5,
    normPre: true,
  };
  return { config, embed: projection[names.transposed ? 1 : 0]! };
}

function shapesOf(names: VisionNames, config: VitConfig, embed: number): Record<string, readonly number[]> {
  const { width, patch, grid, layers } = config;
  const shapes: Record<string, readonly number[]> = {
    [names.patch]: [width, 3, patch, patch],
    [names.classToken]: [width],
    [names.positions]: [1 + grid * grid, width],
    [names.projection]: names.transposed ? [width, embed] : [embed, width],
    ...affineShapes(names.normPre, width),
    ...affineShapes(names.normFinal, width),
  };
  for (let l = 0; l < layers; l++)
    Object.assign(shapes, blockShapes(`${names.blocks}${l}.`, names.block, config));
  return shapes;
}

function tensorsOf(
  id: string,
  file: SafetensorsFile,
  names: VisionNames,
  config: VitConfig,
  embed: number,
): Record<string, TensorData> {
  const { width, layers } = config;
  const normPre = lazy(() => readPair(file, names.normPre));
  const tensors: Record<string, TensorData> = {
    ...patchTensors(id, config, CLIP_PIXELS, () => ({
      weight: file.read(names.patch),
      bias: new Float32Array(width),
    })),
    [`${id}/norm-pre/weight`]: lazyTensor([width], () => normPre().weight),
    [`${id}/norm-pre/bias`]: lazyTensor([width], () => normPre().bias),
    ...linearTensors(`${id}/projection`, embed, width, () => {
      const norm = readPair(file, names.normFinal);
      return foldInput(readMatrix(file, names.projection, embed, names.transposed), norm.weight, norm.bias);
    }),
  };
  for (let l = 0; l < layers; l++) {
    const source = blockSource(file, `${names.blocks}${l}.`, names.block);
    Object.assign(tensors, blockTensors(`${id}/block${l + 1}`, config, source));
  }
  return tensors;
}

function readPositions(file: SafetensorsFile, names: VisionNames, width: number): Positions {
  const all = file.read(names.positions);
  const classToken = file.read(names.classToken).map((value, i) => value + all[i]!);
  return { classToken, patches: all.subarray(width) };
}
