/** Features that the bench's judge sees (see bench/quality), at more depths than its likeness, the subject also from near; and its comparison of edges. */
import type { CompiledProgram, Engine } from '../../../src/compute/program.ts';
import type { Rect } from '../../../src/raster/frame.ts';
import { type Plane, rgbImage } from '../../../src/raster/raster.ts';
import { resample } from '../../../src/raster/resample.ts';
import { JUDGE_SIZE, judgeProgram } from '../../quality/judge/efficientnet.ts';
import { type GeometryTarget, geometryTarget, scoreGeometry } from '../../quality/judge/geometry.ts';
import { onlySubject, type SquarePicture, squareMask, squarePhoto } from '../../quality/judge/picture.ts';
import { loadJudgeWeights } from '../../quality/judge/weights.ts';
import { centre, type PatchFeatures } from '../../quality/ranking/distances.ts';
import type { PairPhoto } from '../photos.ts';
import { alike } from './alike.ts';

const NEAR = {
  /** How much is around the subject, in parts of its longer side. */
  margin: 0.06,
  inside: 0.5,
};
const STAGES = ['stage2', 'stage3', 'stage4', 'stage5', 'stage6'];

type Stages = Readonly<Record<string, PatchFeatures>>;

export interface JudgeTarget {
  /** Around the subject, in pixels of JUDGE_SIZE. */
  readonly window: Rect;
  /** The whole photo, as the quality bench shows it to the judge. */
  readonly whole: Stages;
  readonly subject: Stages;
  readonly geometry: GeometryTarget;
}

/** Pictures of JUDGE_SIZE. */
export interface JudgeViews {
  readonly whole: SquarePicture;
  readonly subject: SquarePicture;
}

export interface JudgeFeatures {
  /** @param found what the program takes for the subject, for photos without a mask of their own */
  look(photo: PairPhoto, found: Plane | null): Promise<JudgeTarget>;
  features(views: JudgeViews, target: JudgeTarget): Promise<Record<string, number>>;
}

export async function createJudgeFeatures(engine: Engine): Promise<JudgeFeatures> {
  const network = await engine.compile(judgeProgram(loadJudgeWeights(), 1));
  const see = (picture: SquarePicture) => stagesOf(network, picture);
  return {
    async look(photo, found) {
      const picture = await squarePhoto(photo.path, JUDGE_SIZE);
      const mask = await maskOf(photo, JUDGE_SIZE, found);
      const window = windowAround(mask);
      // as sharp as the photo itself
      const side = Math.ceil((JUDGE_SIZE * JUDGE_SIZE) / window.width);
      const large = await squarePhoto(photo.path, side);
      const subject = onlySubject(large, await maskOf(photo, side, found));
      return {
        window,
        whole: await see(onlySubject(picture, mask)),
        subject: await see(cut(subject, window)),
        geometry: geometryTarget(picture, mask),
      };
    },
    async features({ whole, subject }, target) {
      const found: Record<string, number> = {};
      const compare = (name: string, drawing: Stages, photo: Stages) => {
        for (const stage of STAGES) found[`${name}.${stage}`] = alike(drawing[stage]!, photo[stage]!);
      };
      compare('judge', await see(whole), target.whole);
      compare('near', await see(subject), target.subject);
      const { msSsim, outlineToInk, inkToOutline } = scoreGeometry(whole, target.geometry);
      return {
        ...found,
        likeness: (found['judge.stage4']! + found['judge.stage5']!) / 2,
        'judge.msSsim': msSsim,
        'judge.outlineToInk': outlineToInk,
        'judge.inkToOutline': inkToOutline,
      };
    },
  };
}

async function stagesOf(network: CompiledProgram, { rgb }: SquarePicture): Promise<Stages> {
  const outputs = await network.run({ images: { shape: [1, JUDGE_SIZE, JUDGE_SIZE, 3], data: rgb } });
  const entries = STAGES.map((stage) => {
    const { shape, data } = outputs[stage]!;
    const width = shape.at(-1)!;
    return [stage, centre({ count: data.length / width, width, data: data as Float32Array })] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Where the subject is in the square photo: by a mask made by hand where there is one, a cut-out's own, or what the program found.
 * @param found over the whole photo
 */
async function maskOf(photo: PairPhoto, side: number, found: Plane | null): Promise<Plane> {
  if (photo.mask) return squareMask(photo.mask, 'grey', side);
  if (photo.cutOut) return squareMask(photo.path, 'alpha', side);
  if (!found) throw new Error(`${photo.name} has no mask`);
  const longer = Math.max(found.width, found.height);
  const around = {
    x: (found.width - longer) / 2,
    y: (found.height - longer) / 2,
    width: longer,
    height: longer,
  };
  return resample(found, { width: side, height: side }, around);
}

/** The square around the subject, in pixels of the mask, which may reach beyond it. */
function windowAround({ width, height, data }: Plane, { inside, margin } = NEAR): Rect {
  let [left, top, right, bottom] = [width, height, 0, 0];
  data.forEach((v, i) => {
    if (v < inside) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  });
  if (right <= left) return { x: 0, y: 0, width, height };
  const side = Math.max(right - left, bottom - top) * (1 + 2 * margin);
  return { x: (left + right - side) / 2, y: (top + bottom - side) / 2, width: side, height: side };
}

/** What lies in a window, given in pixels of a picture of JUDGE_SIZE; what is beyond the picture repeats its border. */
function cut({ size, rgb }: SquarePicture, window: Rect): SquarePicture {
  const scale = size / JUDGE_SIZE;
  const at = {
    x: window.x * scale,
    y: window.y * scale,
    width: window.width * scale,
    height: window.height * scale,
  };
  const whole = rgbImage({ width: size, height: size }, rgb);
  return { size: JUDGE_SIZE, rgb: resample(whole, { width: JUDGE_SIZE, height: JUDGE_SIZE }, at).data };
}
