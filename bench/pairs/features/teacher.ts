/** Features that the teacher sees: how alike drawing and photo are at many depths, whole and from near at the head. */
import type { Engine, TensorData } from '../../../src/compute/program.ts';
import type { Tensor4D } from '../../../src/compute/tf.ts';
import { DEFAULT_OPTIONS } from '../../../src/options.ts';
import { whitenBackground } from '../../../src/photo/subject.ts';
import { createPhotoObjective } from '../../../src/photo-objective.ts';
import { createRandom } from '../../../src/random.ts';
import type { Plane, RgbImage } from '../../../src/raster/raster.ts';
import { placeOnCanvas, resample } from '../../../src/raster/resample.ts';
import { loadTeacher } from '../../../src/teachers/registry.ts';
import { createViewBank } from '../../../src/views/bank.ts';
import type { ImageNetwork } from '../../../src/vision/network.ts';
import { cosine } from '../../quality/judge/statistics.ts';
import { centre, type PatchFeatures } from '../../quality/ranking/distances.ts';
import { alike } from './alike.ts';
import type { Facts } from './facts.ts';
import { headWindow, photoInWindow } from './windows.ts';

const BLOCKS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((k) => `block${k}`);
/** Probes' logits, as the network sees a head, eyes and a nose in a drawing. */
const SEEN = ['heads', 'eyes', 'noses'];

/** Centred activations by name, and class tokens. */
interface Activations {
  readonly patches: Readonly<Record<string, PatchFeatures>>;
  readonly class: Readonly<Record<string, Float32Array>>;
  readonly seen: Readonly<Record<string, Float32Array>>;
}

/** What the teacher sees of a photo, to compare drawings with. */
export interface TeacherTarget {
  readonly canvas: Activations;
  readonly head: Activations | null;
  /** How much each patch counts. */
  readonly focus: Float32Array;
  /** The program's own loss of a drawing's ink on the canvas. */
  readonly loss: (ink: Float32Array) => Promise<number>;
}

/** A drawing as the teacher is given it. */
export interface TeacherViews {
  /** Canvas and head, RGB in [0, 1]. */
  readonly canvas: RgbImage;
  readonly head: RgbImage | null;
}

export interface TeacherFeatures {
  look(facts: Facts): Promise<TeacherTarget>;
  features(views: TeacherViews, target: TeacherTarget): Promise<Record<string, number>>;
}

/** Side in pixels of the picture of a head. */
export const TEACHER_HEAD = 224;

export async function createTeacherFeatures(engine: Engine): Promise<TeacherFeatures> {
  const teacher = await loadTeacher('dinov2-small');
  const { network } = teacher.parts[0]!;
  const see = async (image: RgbImage) => activationsOf(await pass(engine, network, image));
  return {
    async look(facts) {
      const { look, frame, mask, importance } = facts;
      const subject = whitenBackground(placeOnCanvas(look.image, frame), mask);
      const head = headWindow(facts);
      const seen = { ...look, wanted: facts.wantedInPhoto, importance: facts.importanceInPhoto };
      const weights = { contours: DEFAULT_OPTIONS.contours, focus: DEFAULT_OPTIONS.focus };
      const plainView = createViewBank(createRandom(0), 1, frame.width, frame.height);
      const objective = await createPhotoObjective(engine, teacher, seen, plainView, weights);
      return {
        canvas: await see(subject),
        head: head && (await see(photoInWindow(facts, head, TEACHER_HEAD))),
        focus: perPatch(importance, frame.width / 14, frame.height / 14),
        loss: async (ink) => (await objective.evaluate(ink, 1)).totals[0]!,
      };
    },
    async features({ canvas, head }, target) {
      const [whole, near] = [await see(canvas), head && (await see(head))];
      const found: Record<string, number> = {};
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
      found.loss = await target.loss(inkOf(canvas));
      return found;
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
    seen: of(SEEN, ({ data }) => Float32Array.from(data, (v) => 1 / (1 + Math.exp(-v)))),
  };
}

const inkOf = ({ data }: RgbImage) =>
  Float32Array.from({ length: data.length / 3 }, (_, i) => 1 - data[3 * i]!);

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
