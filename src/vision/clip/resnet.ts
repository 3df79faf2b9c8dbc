/**
 * CLIP's image tower as a ModifiedResNet (Radford et al. 2021, section 2.4): RN50, RN101 and the like. It differs from
 * ResNet (He et al. 2016) by a stem of three convolutions, average pooling before every strided convolution (Zhang 2019),
 * and an attention pool instead of the last average pool.
 */

import { tf } from '../../compute/lazy-tf.ts';
import type { NamedTensors, TensorData } from '../../compute/program.ts';
import type { Tensor, Tensor4D } from '../../compute/tf.ts';
import { ClipassoError } from '../../errors.ts';
import type { ImageNetwork } from '../network.ts';
import type { SafetensorsFile } from '../safetensors.ts';
import { checkTensors } from '../weights.ts';
import {
  attentionPool,
  attentionPoolShapes,
  attentionPoolTensors,
  type PoolConfig,
} from './attention-pool.ts';
import {
  type ConvNames,
  conv1x1,
  conv1x1Tensors,
  conv3x3,
  conv3x3Stride2,
  conv3x3Tensors,
  convShapes,
} from './convolution.ts';
import { countBlocks, isBookkeeping, isTextTensor, sizesOf } from './names.ts';
import { CLIP_PIXELS } from './pixels.ts';

/** A bottleneck: 1x1 to `middle` channels, 3x3, pooling by `stride`, 1x1 to 4 x `middle`. */
interface Block {
  /** Name in the file and in the weight set, e.g. 'layer1.0'. */
  readonly name: string;
  readonly inputs: number;
  readonly middle: number;
  readonly stride: 1 | 2;
  /** The way past the block needs a convolution of its own. */
  readonly shortcut: boolean;
}

interface ResNetConfig {
  /** Channels after the stem. */
  readonly width: number;
  /** Blocks of layer1..layer4. */
  readonly layers: readonly (readonly Block[])[];
  readonly pool: PoolConfig;
}

/**
 * The ModifiedResNet in `file`, its sizes read from the tensors' shapes.
 * @param heads of the attention pool; a file does not say. Default width / 2, as all of OpenAI's have it
 * @throws ClipassoError 'model' naming the tensors that are missing, surplus or of another shape
 */
export function openClipResNet(id: string, file: SafetensorsFile, heads?: number): ImageNetwork {
  const config = readConfig(file, heads);
  const known = (name: string) => isBookkeeping(name) || isTextTensor(name);
  checkTensors(file, id, shapesOf(config), known);
  return {
    id,
    weights: { id: `${id} ${file.path}`, tensors: tensorsOf(id, file, config) },
    canvasRule: { kind: 'square' },
    size: config.pool.grid * 32,
    forward: (images, weights, taps) => run(id, config, images, weights, taps),
  };
}

function run(
  id: string,
  config: ResNetConfig,
  images: Tensor4D,
  weights: NamedTensors,
  taps: readonly string[],
): Record<string, Tensor> {
  const order = ['stem', 'layer1', 'layer2', 'layer3', 'layer4', 'embedding'];
  const unknown = taps.find((tap) => !order.includes(tap));
  if (unknown !== undefined)
    throw new ClipassoError('model', `${id} has no activation '${unknown}'; it has ${order.join(', ')}`);
  const depth = Math.max(...taps.map((tap) => order.indexOf(tap)));
  const found: Record<string, Tensor> = {};
  let x = runStem(id, images, weights);
  if (taps.includes('stem')) found.stem = x;
  for (let layer = 1; layer <= Math.min(depth, 4); layer++) {
    for (const block of config.layers[layer - 1]!) x = runBlock(id, block, x, weights);
    if (taps.includes(`layer${layer}`)) found[`layer${layer}`] = x;
  }
  if (depth === 5) found.embedding = attentionPool(id, config.pool, x, weights);
  return found;
}

function runStem(id: string, images: Tensor4D, weights: NamedTensors): Tensor4D {
  const centred = tf.sub(images, tf.tensor1d([...CLIP_PIXELS.mean])) as Tensor4D;
  const first = tf.relu(conv3x3Stride2(centred, weights, `${id}/conv1`));
  const second = tf.relu(conv3x3(first, weights, `${id}/conv2`));
  return tf.avgPool(tf.relu(conv3x3(second, weights, `${id}/conv3`)), 2, 2, 'valid');
}

function runBlock(id: string, block: Block, x: Tensor4D, weights: NamedTensors): Tensor4D {
  const { name, stride, shortcut } = block;
  const pool = (t: Tensor4D) => (stride === 1 ? t : tf.avgPool(t, stride, stride, 'valid'));
  const narrow = tf.relu(conv1x1(x, weights, `${id}/${name}.conv1`));
  const mixed = tf.relu(conv3x3(narrow, weights, `${id}/${name}.conv2`));
  const wide = conv1x1(pool(mixed), weights, `${id}/${name}.conv3`);
  const past = shortcut ? conv1x1(pool(x), weights, `${id}/${name}.downsample`) : x;
  return tf.relu(tf.add(wide, past));
}

function readConfig(file: SafetensorsFile, heads: number | undefined): ResNetConfig {
  const [width] = sizesOf(file, 'visual.conv3.weight', 4) as [number];
  const [positions, channels] = sizesOf(file, 'visual.attnpool.positional_embedding', 2) as [number, number];
  const [embed] = sizesOf(file, 'visual.attnpool.c_proj.weight', 2) as [number];
  const grid = Math.sqrt(positions - 1);
  if (channels !== width * 32 || !Number.isInteger(grid))
    throw new ClipassoError(
      'model',
      `${file.path} does not fit CLIP's ResNet: its attention pool has other sizes`,
    );
  let inputs = width;
  const layers = [1, 2, 3, 4].map((layer) => {
    const count = countBlocks(file, `visual.layer${layer}.`);
    const middle = width * 2 ** (layer - 1);
    return Array.from({ length: count }, (_, i): Block => {
      const stride = layer > 1 && i === 0 ? 2 : 1;
      const block: Block = {
        name: `layer${layer}.${i}`,
        inputs,
        middle,
        stride,
        shortcut: stride > 1 || inputs !== middle * 4,
      };
      inputs = middle * 4;
      return block;
    });
  });
  return { width, layers, pool: { channels, embed, grid, heads: heads ?? width / 2 } };
}

interface Convolution {
  readonly name: string;
  readonly source: ConvNames;
  readonly shape: readonly [outputs: number, inputs: number, size: 1 | 3];
}

/** Every convolution but the stem's first: its name in the weight set, its names in the file, its shape. */
function convolutions({ width, layers }: ResNetConfig): Convolution[] {
  const half = width / 2;
  const list: Convolution[] = [
    { name: 'conv2', source: { conv: 'visual.conv2', norm: 'visual.bn2' }, shape: [half, half, 3] },
    { name: 'conv3', source: { conv: 'visual.conv3', norm: 'visual.bn3' }, shape: [width, half, 3] },
  ];
  for (const { name, inputs, middle, shortcut } of layers.flat()) {
    const part = (i: number) => ({ conv: `visual.${name}.conv${i}`, norm: `visual.${name}.bn${i}` });
    list.push(
      { name: `${name}.conv1`, source: part(1), shape: [middle, inputs, 1] },
      { name: `${name}.conv2`, source: part(2), shape: [middle, middle, 3] },
      { name: `${name}.conv3`, source: part(3), shape: [middle * 4, middle, 1] },
    );
    const source = { conv: `visual.${name}.downsample.0`, norm: `visual.${name}.downsample.1` };
    if (shortcut) list.push({ name: `${name}.downsample`, source, shape: [middle * 4, inputs, 1] });
  }
  return list;
}

const FIRST: ConvNames = { conv: 'visual.conv1', norm: 'visual.bn1' };

function shapesOf(config: ResNetConfig): Record<string, readonly number[]> {
  const shapes = { ...convShapes(FIRST, [config.width / 2, 3, 3]), ...attentionPoolShapes(config.pool) };
  for (const { source, shape } of convolutions(config)) Object.assign(shapes, convShapes(source, shape));
  return shapes;
}

function tensorsOf(id: string, file: SafetensorsFile, config: ResNetConfig): Record<string, TensorData> {
  const scale = CLIP_PIXELS.std.map((s) => 1 / s);
  const tensors = {
    ...conv3x3Tensors(`${id}/conv1`, file, FIRST, [config.width / 2, 3], scale),
    ...attentionPoolTensors(id, file, config.pool),
  };
  for (const { name, source, shape } of convolutions(config)) {
    const make = shape[2] === 1 ? conv1x1Tensors : conv3x3Tensors;
    Object.assign(tensors, make(`${id}/${name}`, file, source, [shape[0], shape[1]]));
  }
  return tensors;
}
