/**
 * How likely people would draw a border through each pixel of a photo: holistically-nested edge detection (S. Xie and Z. Tu,
 * "Holistically-nested edge detection", 2015), learnt from borders that people drew (BSDS500). Unlike a gradient it leaves out texture
 * and sees where an arm lies before a body of the same colour.
 */
import { assetPath } from '../assets.ts';
import { byteConvolution } from '../compute/byte-convolution.ts';
import { tf } from '../compute/lazy-tf.ts';
import { mapValues } from '../compute/map-values.ts';
import type { Engine, NamedTensors, WeightSet, WeightTensor } from '../compute/program.ts';
import type { Tensor4D } from '../compute/tf.ts';
import type { Boundaries } from '../photo/reader.ts';
import type { Size } from '../raster/frame.ts';
import { mapValues as mapPixels, type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { permute4 } from '../vision/fold.ts';
import { openSafetensors, type SafetensorsFile } from '../vision/safetensors.ts';
import { checkTensors, deferred } from '../vision/weights.ts';

const ID = 'hed';

/**
 * The channels of each stage's convolutions, as in VGG16, and the largest value that each is to give: of those that it gave for the bench's 28
 * photos, all but one in ten thousand are less. Before every stage but the first the picture is halved.
 */
const STAGES: readonly { readonly channels: number; readonly most: readonly number[] }[] = [
  { channels: 64, most: [533, 1426] },
  { channels: 128, most: [1483, 921] },
  { channels: 256, most: [669, 441, 463] },
  { channels: 512, most: [207, 136, 86] },
  { channels: 512, most: [175, 220, 758] },
];

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
  /** Of one step of the bytes that it is given, and of those that it gives. */
  readonly from: number;
  readonly to: number;
}

const CONVOLUTIONS: readonly (readonly Convolution[])[] = STAGES.map(({ most, channels }, stage) =>
  most.map((_, k) => ({
    name: `stage${stage + 1}/conv${k + 1}`,
    inputs: k > 0 ? channels : stage > 0 ? STAGES[stage - 1]!.channels : 3,
    outputs: channels,
    from: stepOf(k > 0 ? most[k - 1]! : stage > 0 ? STAGES[stage - 1]!.most.at(-1)! : 255),
    to: stepOf(most[k]!),
  })),
);

function stepOf(most: number): number {
  return most / 255;
}

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
    for (const { name, inputs } of stage) {
      const [filter, bias] = [tensors[`${name}/filter`]!, tensors[`${name}/bias`]!];
      x =
        inputs === 3
          ? tf.fused.conv2d({
              x,
              filter: filter as Tensor4D,
              bias,
              strides: 1,
              pad: 'same',
              activation: 'relu',
            })
          : byteConvolution(x, { filter, bias, scale: tensors[`${name}/scale`]! });
    }
    const side = tf.conv2d(tf.cast(x, 'float32'), tensors[`sides/${k + 1}`] as Tensor4D, 1, 'same');
    sum = tf.add(sum, k > 0 ? tf.image.resizeBilinear(side, [height, width], false, true) : side);
  });
  return tf.sigmoid(sum) as Tensor4D;
}

function readWeights(file: SafetensorsFile): WeightSet {
  const convolutions = CONVOLUTIONS.flat();
  const sides = STAGES.map(({ channels }, k) => [`sides/${k + 1}`, [1, 1, channels, 1]] as const);
  checkTensors(file, ID, {
    ...Object.fromEntries(sides),
    'sides/bias': [1],
    ...Object.fromEntries(
      convolutions.flatMap(({ name, inputs, outputs }) => [
        [`${name}/filter`, [outputs, inputs, 3, 3]],
        [`${name}/scale`, [outputs]],
        [`${name}/bias`, [outputs]],
      ]),
    ),
  });
  const tensors = Object.assign({}, ...convolutions.map((of) => weightsOf(file, of)));
  for (const [k, [name, shape]] of sides.entries())
    tensors[name] = deferred(shape, 'float32', () =>
      file.read(name).map((v) => v * CONVOLUTIONS[k]!.at(-1)!.to),
    );
  tensors['sides/bias'] = deferred([1], 'float32', () => file.read('sides/bias'));
  return { id: `${ID} ${file.path}`, fingerprint: file.fingerprint, passing: true, tensors };
}

/** The first convolution's in floats, (height, width, in, out), its outputs in steps of theirs; those of the others as they take them. */
function weightsOf(file: SafetensorsFile, { name, inputs, outputs, from, to }: Convolution): Weights {
  const shape = [outputs, inputs, 3, 3] as const;
  const scales = () => file.read(`${name}/scale`);
  if (inputs === 3) {
    const filter = () => {
      const [values, scale] = [file.read(`${name}/filter`), scales()];
      const size = values.length / outputs;
      return permute4(
        values.map((v, i) => (v * scale[Math.floor(i / size)]!) / to),
        shape,
        [2, 3, 1, 0],
      );
    };
    return {
      [`${name}/filter`]: deferred([3, 3, inputs, outputs], 'float32', filter),
      [`${name}/bias`]: deferred([outputs], 'float32', () => file.read(`${name}/bias`).map((v) => v / to)),
    };
  }
  const bias = () => {
    const scale = scales();
    return Int32Array.from(file.read(`${name}/bias`), (v, i) => Math.round(v / (2 * scale[i]! * from)));
  };
  return {
    [`${name}/filter`]: deferred(shape, 'int8', () => halved(file.readBytes(`${name}/filter`))),
    [`${name}/scale`]: deferred([outputs], 'float32', () => scales().map((v) => (2 * v * from) / to)),
    [`${name}/bias`]: deferred([outputs], 'int32', bias),
  };
}

type Weights = Record<string, WeightTensor>;

/** Filters from -127 to 127 in steps of two, as byteConvolution takes them; what lies between two steps goes to the even one, so that sums stay. */
function halved(filters: Int8Array): Int8Array {
  for (let i = 0; i < filters.length; i++)
    filters[i] = (filters[i]! >> 1) + (filters[i]! & (filters[i]! >> 1) & 1);
  return filters;
}
