/** Features that networks see: how alike drawing and photo are at many depths, whole and from near at the head. */
import type { CompiledProgram, Engine, TensorData } from '../../../src/compute/program.ts';
import type { Tensor4D } from '../../../src/compute/tf.ts';
import { DEFAULT_OPTIONS } from '../../../src/options.ts';
import { whitenBackground } from '../../../src/photo/subject.ts';
import { createPhotoObjective } from '../../../src/photo-objective.ts';
import { createRandom } from '../../../src/random.ts';
import type { Rect } from '../../../src/raster/frame.ts';
import { type Plane, type RgbImage, rgbImage } from '../../../src/raster/raster.ts';
import { placeOnCanvas, resample } from '../../../src/raster/resample.ts';
import { loadTeacher } from '../../../src/teachers/registry.ts';
import { createViewBank } from '../../../src/views/bank.ts';
import type { ImageNetwork } from '../../../src/vision/network.ts';
import { JUDGE_SIZE, judgeProgram } from '../../quality/judge/efficientnet.ts';
import { onlySubject, type SquarePicture, squareMask, squarePhoto } from '../../quality/judge/picture.ts';
import { cosine } from '../../quality/judge/statistics.ts';
import { loadJudgeWeights } from '../../quality/judge/weights.ts';
import { centre, type PatchFeatures } from '../../quality/ranking/distances.ts';
import type { Facts } from './facts.ts';

const BLOCKS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((k) => `block${k}`);
const STAGES = ['stage3', 'stage4', 'stage5', 'stage6'];
/** Blocks whose tokens are pooled. */
const POOLED = ['block6', 'block9'];
/** Probes' logits, as the network sees a head, eyes and a nose in a drawing. */
const SEEN = ['heads', 'eyes', 'noses'];
/** Side in pixels of the picture of a head, and how much of its surroundings is in it, in its radii. */
const HEAD = { side: 224, reach: 1.5 };

/** Centred activations by name, and class tokens. */
interface Activations {
  readonly patches: Readonly<Record<string, PatchFeatures>>;
  readonly class: Readonly<Record<string, Float32Array>>;
  readonly means: Readonly<Record<string, Float32Array>>;
  readonly seen: Readonly<Record<string, Float32Array>>;
}

/** What the networks see of a photo, to compare drawings with. */
export interface Target {
  readonly canvas: Activations;
  readonly head: Activations | null;
  readonly judged: Activations['patches'];
  /** How much each patch counts. */
  readonly focus: Float32Array;
  /** The program's own loss of a drawing's ink on the canvas. */
  readonly loss: (ink: Float32Array) => Promise<number>;
}

/** A drawing as each network is given it. */
export interface Views {
  /** Canvas and head, RGB in [0, 1]. */
  readonly canvas: RgbImage;
  readonly head: RgbImage | null;
  readonly square: SquarePicture;
}

export interface Networks {
  look(facts: Facts): Promise<Target>;
  /** Numbers by name, and what the drawing is by itself: its tokens, pooled. */
  features(views: Views, target: Target): Promise<{ found: Record<string, number>; pooled: Float32Array }>;
}

/** The head's square in canvas pixels, or null. */
export function headWindow({ head }: Facts): Rect | null {
  if (!head) return null;
  const side = 2 * HEAD.reach * head.radius;
  return { x: head.x - side / 2, y: head.y - side / 2, width: side, height: side };
}

export const headSide = HEAD.side;

export async function createNetworks(engine: Engine): Promise<Networks> {
  const teacher = await loadTeacher('dinov2-small');
  const { network } = teacher.parts[0]!;
  const judge = await engine.compile(judgeProgram(loadJudgeWeights(), 1));
  const see = async (image: RgbImage) => activationsOf(await pass(engine, network, image));
  return {
    async look(facts) {
      const { look, frame, mask, importance, photo } = facts;
      const subject = whitenBackground(placeOnCanvas(look.image, frame), mask);
      const head = headWindow(facts);
      const seen = { ...look, wanted: facts.wantedInPhoto, importance: facts.importanceInPhoto };
      const weights = { contours: DEFAULT_OPTIONS.contours, focus: DEFAULT_OPTIONS.focus };
      const plainView = createViewBank(createRandom(0), 1, frame.width, frame.height);
      const objective = await createPhotoObjective(engine, teacher, seen, plainView, weights);
      return {
        canvas: await see(subject),
        head: head && (await see(photoFromNear(facts, head))),
        judged: await judged(judge, await judgedPhoto(facts, photo.mask)),
        focus: perPatch(importance, frame.width / 14, frame.height / 14),
        loss: async (ink) => (await objective.evaluate(ink, 1)).totals[0]!,
      };
    },
    async features({ canvas, head, square }, target) {
      const [whole, near] = [await see(canvas), head && (await see(head))];
      const stages = await judged(judge, square);
      const found: Record<string, number> = {};
      for (const stage of STAGES) found[`judge.${stage}`] = alike(stages[stage]!, target.judged[stage]!);
      found.likeness = (found['judge.stage4']! + found['judge.stage5']!) / 2;
      for (const block of BLOCKS) {
        found[`whole.${block}`] = alike(whole.patches[block]!, target.canvas.patches[block]!);
        found[`focus.${block}`] = alike(whole.patches[block]!, target.canvas.patches[block]!, target.focus);
        const fromNear = near && target.head;
        found[`head.${block}`] = fromNear ? alike(near.patches[block]!, target.head!.patches[block]!) : 0;
      }
      for (const block of ['block9', 'block12']) {
        found[`class.${block}`] = cosine(whole.class[block]!, target.canvas.class[block]!);
        found[`headClass.${block}`] =
          near && target.head ? cosine(near.class[block]!, target.head.class[block]!) : 0;
      }
      found.headSeen = agreement(whole.seen.heads!, target.canvas.seen.heads!);
      for (const name of ['eyes', 'noses'])
        found[`${name}Seen`] = near && target.head ? agreement(near.seen[name]!, target.head.seen[name]!) : 0;
      const pooled = POOLED.flatMap((block) => [...whole.class[block]!, ...whole.means[block]!]);
      found.loss = await target.loss(inkOf(canvas));
      return { found, pooled: Float32Array.from(pooled) };
    },
  };
}

async function pass(engine: Engine, network: ImageNetwork, { width, height, data }: RgbImage) {
  const shape = [1, height, width, 3];
  const taps = [...BLOCKS, ...SEEN];
  const program = await engine.compile({
    key: `critic ${network.weights.id}`,
    inputs: { image: { shape } },
    weights: [network.weights],
    run: ({ image }, weights) => network.forward(image as Tensor4D, weights, taps),
  });
  return program.run({ image: { shape, data } });
}

function activationsOf(outputs: Readonly<Record<string, TensorData>>): Activations {
  const of = <T>(taps: readonly string[], read: (tensor: TensorData) => T) =>
    Object.fromEntries(taps.map((tap) => [tap, read(outputs[tap]!)]));
  return {
    patches: of(BLOCKS, ({ shape, data }) => {
      const [, count, width] = shape as [number, number, number];
      return centre({ count: count - 1, width, data: (data as Float32Array).slice(width) });
    }),
    class: of(BLOCKS, ({ shape, data }) => (data as Float32Array).slice(0, shape[2])),
    means: of(BLOCKS, ({ shape, data }) => meanPatch(data as Float32Array, shape[2]!)),
    seen: of(SEEN, ({ data }) => Float32Array.from(data, (v) => 1 / (1 + Math.exp(-v)))),
  };
}

/** Of tokens, the first of which is the class token. */
function meanPatch(tokens: Float32Array, width: number): Float32Array {
  const mean = new Float32Array(width);
  const count = tokens.length / width - 1;
  for (let i = width; i < tokens.length; i++) mean[i % width]! += tokens[i]! / count;
  return mean;
}

const inkOf = ({ data }: RgbImage) =>
  Float32Array.from({ length: data.length / 3 }, (_, i) => 1 - data[3 * i]!);

async function judged(network: CompiledProgram, { size, rgb }: SquarePicture) {
  const outputs = await network.run({ images: { shape: [1, size, size, 3], data: rgb } });
  const entries = STAGES.map((stage) => {
    const { shape, data } = outputs[stage]!;
    const width = shape.at(-1)!;
    return [stage, centre({ count: data.length / width, width, data: data as Float32Array })] as const;
  });
  return Object.fromEntries(entries);
}

/** Mean cosine over patches, each counting as `weights` say. */
function alike(a: PatchFeatures, b: PatchFeatures, weights?: Float32Array): number {
  let [sum, all] = [0, 0];
  for (let i = 0; i < a.count; i++) {
    const at = [i * a.width, (i + 1) * a.width] as const;
    const weight = weights?.[i] ?? 1;
    sum += weight * cosine(a.data.subarray(...at), b.data.subarray(...at));
    all += weight;
  }
  return all > 0 ? sum / all : 0;
}

/** How surely the drawing shows what the photo shows, there: the mean likelihood where the photo has it, less that elsewhere. */
function agreement(drawing: Float32Array, photo: Float32Array): number {
  let [on, off, inside, outside] = [0, 0, 0, 0];
  drawing.forEach((v, i) => {
    on += v * photo[i]!;
    inside += photo[i]!;
    off += v * (1 - photo[i]!);
    outside += 1 - photo[i]!;
  });
  return (inside > 0.5 ? on / inside : 0) - (outside > 0.5 ? off / outside : 0);
}

function perPatch(map: Plane, columns: number, rows: number): Float32Array {
  return resample(map, { width: columns, height: rows }).data;
}

/** The head of the photo's subject, on white. */
function photoFromNear({ look, frame }: Facts, window: Rect): RgbImage {
  const { image, mask } = look;
  const scale = image.width / frame.photo.width;
  const at = {
    x: (window.x - frame.photo.x) * scale,
    y: (window.y - frame.photo.y) * scale,
    width: window.width * scale,
    height: window.height * scale,
  };
  const size = { width: HEAD.side, height: HEAD.side };
  const near = whitenBackground(resample(image, size, at), mask && resample(mask, size, at));
  // what lies beyond the picture is white, as paper is
  const beyond = (x: number, y: number) =>
    x < -at.x / at.width ||
    y < -at.y / at.height ||
    x > (image.width - at.x) / at.width ||
    y > (image.height - at.y) / at.height;
  const data = near.data.map((v, i) => {
    const k = Math.floor(i / 3);
    const [x, y] = [((k % HEAD.side) + 0.5) / HEAD.side, (Math.floor(k / HEAD.side) + 0.5) / HEAD.side];
    return beyond(x, y) ? 1 : v;
  });
  return rgbImage(size, data);
}

/** The subject alone, by a mask made by hand where there is one, as the quality bench sees it. */
async function judgedPhoto({ photo, subject }: Facts, handMade: string | undefined): Promise<SquarePicture> {
  const picture = await squarePhoto(photo.path, JUDGE_SIZE);
  if (handMade) return onlySubject(picture, await squareMask(handMade, 'grey', JUDGE_SIZE));
  if (photo.cutOut) return onlySubject(picture, await squareMask(photo.path, 'alpha', JUDGE_SIZE));
  const side = Math.max(subject.width, subject.height);
  const around = { x: (subject.width - side) / 2, y: (subject.height - side) / 2, width: side, height: side };
  const mask = resample(subject, { width: JUDGE_SIZE, height: JUDGE_SIZE }, around);
  return onlySubject(picture, mask);
}
