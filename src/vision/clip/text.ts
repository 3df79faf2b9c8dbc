/** CLIP's text tower (Radford et al. 2021): a causal transformer whose answer is read at the end token. */

import { tf } from '../../compute/lazy-tf.ts';
import type { Engine, TensorData } from '../../compute/program.ts';
import { type Activation, standardise } from '../activations.ts';
import { affineShapes, blockShapes, blockSource, readMatrix, readPair } from '../block-names.ts';
import { foldInput } from '../fold.ts';
import type { SafetensorsFile } from '../safetensors.ts';
import { attend, blockTensors, finishBlock, linear, type TransformerConfig } from '../transformer.ts';
import { checkTensors, lazy, linearTensors } from '../weights.ts';
import { countBlocks, isBookkeeping, isVisionTensor, sizesOf, type TextNames, textNames } from './names.ts';
import { createTokenizer } from './tokenizer.ts';

export interface ClipTextOptions {
  /** As the image tower's. */
  readonly activation: Activation;
  /** @default width / 64 */
  readonly heads?: number;
}

export interface TextNetwork {
  readonly id: string;
  /** Size E of an embedding. */
  readonly embed: number;
  /** Factor of the cosines before the softmax of zero-shot classification. */
  readonly logitScale: number;
  /** Embeddings (texts, E), not normalised. */
  embedTexts(engine: Engine, texts: readonly string[]): Promise<Float32Array>;
  /** The same for token ids, each list from start to end token. */
  embedTokens(engine: Engine, ids: readonly (readonly number[])[]): Promise<Float32Array>;
}

/**
 * The text transformer in `file`, its sizes read from the tensors' shapes.
 * @throws ClipassoError 'model' naming the tensors that are missing, surplus or of another shape
 */
export function openClipText(id: string, file: SafetensorsFile, options: ClipTextOptions): TextNetwork {
  const names = textNames(file);
  const prefix = `${id}/text`;
  const [vocabulary, width] = sizesOf(file, names.tokens, 2) as [number, number];
  const [context] = sizesOf(file, names.positions, 2) as [number, number];
  const [hidden] = sizesOf(file, `${names.blocks}0.${names.block.fc1}.weight`, 2) as [number, number];
  const embed = sizesOf(file, names.projection, 2)[names.transposed ? 1 : 0]!;
  const config: TransformerConfig = {
    width,
    hidden,
    layers: countBlocks(file, names.blocks),
    heads: options.heads ?? width / 64,
    activation: options.activation,
    epsilon: 1e-5,
  };
  const known = (name: string) => isBookkeeping(name) || isVisionTensor(name);
  checkTensors(
    file,
    id,
    {
      ...shapesOf(names, config, embed),
      [names.positions]: [context, width],
      [names.tokens]: [vocabulary, width],
    },
    known,
  );
  const weights = { id: `${id} text ${file.path}`, tensors: tensorsOf(prefix, file, names, config, embed) };
  const positions = lazy(() => file.read(names.positions));
  const tokenizer = lazy(createTokenizer);

  const embedTokens = async (engine: Engine, ids: readonly (readonly number[])[]) => {
    const count = Math.max(...ids.map((list) => list.length));
    const tokens = new Float32Array(ids.length * count * width);
    const last = new Float32Array(ids.length * count);
    const read = new Map<number, Float32Array>();
    ids.forEach((list, row) => {
      last[row * count + list.length - 1] = 1;
      list.forEach((token, place) => {
        const vector = read.get(token) ?? file.read(names.tokens, token * width, (token + 1) * width);
        read.set(token, vector);
        const at = (row * count + place) * width;
        for (let i = 0; i < width; i++) tokens[at + i] = vector[i]! + positions()[place * width + i]!;
      });
    });
    const inputs = {
      tokens: { shape: [ids.length, count, width], data: tokens },
      last: { shape: [ids.length, 1, count], data: last },
    };
    const program = await engine.compile({
      key: `text ${id}`,
      inputs: { tokens: { shape: inputs.tokens.shape }, last: { shape: inputs.last.shape } },
      weights: [weights],
      run: ({ tokens: embedded, last: selector }, w) => {
        let x = embedded!;
        const mask = tf.tensor(causalMask(count), [count, count]);
        for (let l = 1; l <= config.layers; l++) {
          const input = { weights: w, prefix: `${prefix}/block${l}`, config, mask };
          x = finishBlock(x, attend(x, input), input);
        }
        const end = tf.reshape(tf.matMul(selector!, x), [ids.length, width]);
        return { embedding: linear(standardise(end, config.epsilon), w, `${prefix}/projection`) };
      },
    });
    const found = await program.run(inputs);
    program.dispose();
    return found.embedding!.data as Float32Array;
  };

  return {
    id,
    embed,
    logitScale: readLogitScale(file),
    embedTokens,
    async embedTexts(engine, texts) {
      const { encode } = await tokenizer();
      return embedTokens(
        engine,
        texts.map((text) => encode(text)),
      );
    },
  };
}

function shapesOf(
  names: TextNames,
  config: TransformerConfig,
  embed: number,
): Record<string, readonly number[]> {
  const { width, layers } = config;
  const shapes: Record<string, readonly number[]> = {
    [names.projection]: names.transposed ? [width, embed] : [embed, width],
    ...affineShapes(names.normFinal, width),
  };
  for (let l = 0; l < layers; l++)
    Object.assign(shapes, blockShapes(`${names.blocks}${l}.`, names.block, config));
  return shapes;
}

function tensorsOf(
  prefix: string,
  file: SafetensorsFile,
  names: TextNames,
  config: TransformerConfig,
  embed: number,
): Record<string, TensorData> {
  const tensors = linearTensors(`${prefix}/projection`, embed, config.width, () => {
    const norm = readPair(file, names.normFinal);
    return foldInput(readMatrix(file, names.projection, embed, names.transposed), norm.weight, norm.bias);
  });
  for (let l = 0; l < config.layers; l++) {
    const source = blockSource(file, `${names.blocks}${l}.`, names.block);
    Object.assign(tensors, blockTensors(`${prefix}/block${l + 1}`, config, source));
  }
  return tensors;
}

/** A token sees itself and those before it: (count, count), large negative where column > row. */
function causalMask(count: number): Float32Array {
  return Float32Array.from({ length: count * count }, (_, at) =>
    at % count > Math.floor(at / count) ? -1e9 : 0,
  );
}

/** The file's trained temperature, else the value 100 at which CLIP's training holds it. */
function readLogitScale(file: SafetensorsFile): number {
  return file.entries.has('logit_scale') ? Math.exp(file.read('logit_scale')[0]!) : 100;
}
