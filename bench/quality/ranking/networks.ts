/** Networks whose distances are ranked: each turns a square picture into patch features per tap. */
import type { Engine } from '../../../src/compute/program.ts';
import type { Tensor4D } from '../../../src/compute/tf.ts';
import type { ImageNetwork } from '../../../src/vision/network.ts';
import { JUDGE_SIZE, judgeProgram } from '../judge/efficientnet.ts';
import type { SquarePicture } from '../judge/picture.ts';
import { loadJudgeWeights } from '../judge/weights.ts';
import type { PatchFeatures } from './distances.ts';

export interface RankedNetwork {
  readonly name: string;
  /** Side in pixels of the square it takes. */
  readonly size: number;
  features(picture: SquarePicture): Promise<Readonly<Record<string, PatchFeatures>>>;
}

const VIT_BLOCKS = Array.from({ length: 12 }, (_, i) => `block${i + 1}`);

/** Patches of every block, and the class token's embedding. */
export async function visionTransformer(engine: Engine, network: ImageNetwork): Promise<RankedNetwork> {
  const taps = [...VIT_BLOCKS, 'embedding'];
  const program = await engine.compile({
    key: `ranking ${network.id}`,
    inputs: { image: { shape: [1, network.size, network.size, 3] } },
    weights: [network.weights],
    run: ({ image }, weights) => network.forward(image as Tensor4D, weights, taps),
  });
  return {
    name: network.id,
    size: network.size,
    async features({ size, rgb }) {
      const found = await program.run({ image: { shape: [1, size, size, 3], data: rgb } });
      return Object.fromEntries(
        taps.map((tap) => {
          const { shape, data } = found[tap]!;
          const width = shape.at(-1)!;
          const values = (data as Float32Array).slice(tap === 'embedding' ? 0 : width);
          return [tap, { count: values.length / width, width, data: values }];
        }),
      );
    },
  };
}

/** Stages 3 to 7 and the pooled embedding of the judge. */
export async function judgeNetwork(engine: Engine): Promise<RankedNetwork> {
  const program = await engine.compile(judgeProgram(loadJudgeWeights(), 1));
  return {
    name: 'judge',
    size: JUDGE_SIZE,
    async features({ size, rgb }) {
      const found = await program.run({ images: { shape: [1, size, size, 3], data: rgb } });
      const taps = Object.entries(found).filter(([tap]) => tap !== 'stage1' && tap !== 'stage2');
      return Object.fromEntries(
        taps.map(([tap, { shape, data }]) => {
          const width = shape.at(-1)!;
          return [tap, { count: data.length / width, width, data: data as Float32Array }];
        }),
      );
    },
  };
}
