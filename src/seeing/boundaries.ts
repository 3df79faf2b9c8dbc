/**
 * How likely people would draw a border through each pixel of a photo: holistically-nested edge detection (S. Xie and Z. Tu,
 * "Holistically-nested edge detection", 2015), learnt from borders that people drew (BSDS500). Unlike a gradient it leaves out texture
 * and sees where an arm lies before a body of the same colour.
 */
import { assetPath } from '../assets.ts';
import { tf } from '../compute/lazy-tf.ts';
import { mapValues } from '../compute/map-values.ts';
import type { Engine, NamedTensors, TensorData, WeightSet } from '../compute/program.ts';
import type { Tensor4D } from '../compute/tf.ts';
import type { Boundaries } from '../photo/reader.ts';
import type { Size } from '../raster/frame.ts';
import { mapValues as mapPixels, type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { openSafetensors, type SafetensorsFile } from '../vision/safetensors.ts';
import { checkTensors } from '../vision/weights.ts';

const ID = 'hed';

/** Convolutions of each stage and the channels of their outputs, as in VGG16; before every stage but the first the picture is halved. */
const STAGES = [
  { convolutions: 2, channels: 64 },
  { convolutions: 2, channels: 128 },
  { convolutions: 3, channels: 256 },
  { convolutions: 3, channels: 512 },
  { convolutions: 3, channels: 512 },
] as const;

/** Of blue, green and red in [0, 255]. */
const MEAN = [104.00699, 116.66877, 122.67892] as const;

export const BOUNDARIES = {
  /** Side in pixels of the square of about whose area the photo is looked at: about that of the pictures that the network was trained on... */
  near: 384,
  /** ...and that of a picture in which only large forms are left: a flower's disc, not its petals. */
  afar: 160,
  /** Both sides are multiples of so many pixels, so that few shapes occur. */
  multiple: 32,
  /** What lies nearer to the photo's edge than so many of these pixels is none: the network sees the edge itself as a border. */
  margin: 5,
};

interface Convolution {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
}

const CONVOLUTIONS: readonly (readonly Convolution[])[] = STAGES.map(({ convolutions, channels }, stage) =>
  Array.from({ length: convolutions }, (_, k) => ({
    name: `stage${stage + 1}/conv${k + 1}`,
    inputs: k > 0 ? channels : stage > 0 ? STAGES[stage - 1]!.channels : 3,
    outputs: channels,
  })),
);

/**
 * Of the photo's size.
 * @throws ClipassoError 'model' when the network's file is missing or damaged
 */
export async function findBoundaries(
  engine: Engine,
  photo: RgbImage,
  params = BOUNDARIES,
): Promise<Boundaries> {
  const sizes = mapValues({ near: params.near, afar: params.afar }, (side) =>
    sizeFor(photo, side, params.multiple),
  );
  const inputs = mapValues(sizes, (size) => ({
    shape: [1, size.height, size.width, 3],
    data: normalise(resample(photo, size)),
  }));
  const program = await engine.compile({
    key: ID,
    inputs: mapValues(inputs, ({ shape }) => ({ shape })),
    weights: [readWeights(openSafetensors(assetPath(`models/${ID}/model.safetensors`, engine.assets)))],
    run: (pictures, tensors) => mapValues(pictures, (picture) => detect(picture as Tensor4D, tensors)),
  });
  const maps = await program.run(inputs);
  program.dispose();
  const onPhoto = (name: 'near' | 'afar') => {
    const map = plane(sizes[name]!, maps[name]!.data as Float32Array);
    return resample(withoutFrame(map, params.margin), photo);
  };
  return { near: onPhoto('near'), afar: onPhoto('afar') };
}

function withoutFrame(of: Plane, margin: number): Plane {
  const { width, height } = of;
  return mapPixels(of, (v, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return Math.min(x, y, width - 1 - x, height - 1 - y) < margin ? 0 : v;
  });
}

/** Of much the photo's aspect ratio and the wanted area. */
function sizeFor({ width, height }: Size, side: number, multiple: number): Size {
  const scale = side / Math.sqrt(width * height);
  const round = (length: number) => multiple * Math.max(1, Math.round((length * scale) / multiple));
  return { width: round(width), height: round(height) };
}

/** (height, width, 3): blue, green, red in [0, 255] less their means. */
function normalise({ data }: RgbImage): Float32Array {
  return data.map((_, i) => 255 * data[i - (i % 3) + 2 - (i % 3)]! - MEAN[i % 3]!);
}

/** (1, height, width, 3) -> (1, height, width, 1) */
function detect(input: Tensor4D, tensors: NamedTensors): Tensor4D {
  const [, height, width] = input.shape;
  let x = input;
  let sum = tensors['sides/bias']!;
  CONVOLUTIONS.forEach((stage, k) => {
    if (k > 0) x = tf.maxPool(x, 2, 2, 'same');
    for (const { name } of stage) {
      const filter = tf.transpose(tensors[`${name}/filter`] as Tensor4D, [2, 3, 1, 0]);
      const bias = tensors[`${name}/bias`]!;
      x = tf.fused.conv2d({ x, filter, bias, strides: 1, pad: 'same', activation: 'relu' });
    }
    const side = tf.conv2d(x, tensors[`sides/${k + 1}`] as Tensor4D, 1, 'same');
    sum = tf.add(sum, k > 0 ? tf.image.resizeBilinear(side, [height, width], false, true) : side);
  });
  return tf.sigmoid(sum) as Tensor4D;
}

function readWeights(file: SafetensorsFile): WeightSet {
  const convolutions = CONVOLUTIONS.flat();
  const filterShape = ({ inputs, outputs }: Convolution) => [outputs, inputs, 3, 3];
  const sides = STAGES.map(({ channels }, k) => [`sides/${k + 1}`, [1, 1, channels, 1]] as const);
  const plain: Record<string, readonly number[]> = Object.fromEntries([
    ...convolutions.map(({ name, outputs }) => [`${name}/bias`, [outputs]] as const),
    ...sides,
    ['sides/bias', [1]] as const,
  ]);
  checkTensors(file, ID, {
    ...plain,
    ...Object.fromEntries(
      convolutions.flatMap((of) => [
        [`${of.name}/filter`, filterShape(of)],
        [`${of.name}/scale`, [of.outputs]],
      ]),
    ),
  });
  const tensors = {
    ...mapValues(plain, (shape, name) => tensor(shape, () => file.read(name))),
    ...Object.fromEntries(
      convolutions.map((of) => [
        `${of.name}/filter`,
        tensor(filterShape(of), () => scaled(file.read(`${of.name}/filter`), file.read(`${of.name}/scale`))),
      ]),
    ),
  };
  return { id: `${ID} ${file.path}`, fingerprint: file.fingerprint, passing: true, tensors };
}

/** Read anew each time: whoever wants the values keeps them as long as needed. */
const tensor = (shape: readonly number[], read: () => Float32Array): TensorData => ({
  shape,
  get data() {
    return read();
  },
});

/** Filters (out, in, height, width) as they were before they were stored as whole numbers. @param scales of each output */
function scaled(filters: Float32Array, scales: Float32Array): Float32Array {
  const size = filters.length / scales.length;
  for (let i = 0; i < filters.length; i++) filters[i] *= scales[Math.floor(i / size)]!;
  return filters;
}
