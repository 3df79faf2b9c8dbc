/** All features of a drawing, by name: what the critic is trained on. */
import { createCanvas } from '@napi-rs/canvas';
import type { Engine } from '../../../src/compute/program.ts';
import type { Rect, Size } from '../../../src/raster/frame.ts';
import { plane, type RgbImage, rgbImage } from '../../../src/raster/raster.ts';
import { JUDGE_SIZE } from '../../quality/judge/efficientnet.ts';
import type { SquarePicture } from '../../quality/judge/picture.ts';
import { type Drawable, drawInto } from '../picture.ts';
import type { Facts } from './facts.ts';
import { inkFeatures } from './ink.ts';
import { createJudgeFeatures, type JudgeFeatures, type JudgeTarget } from './judge.ts';
import { strokeFeatures } from './strokes.ts';
import { createTeacherFeatures, TEACHER_HEAD, type TeacherFeatures, type TeacherTarget } from './teacher.ts';
import { headWindow } from './windows.ts';

export type Features = Readonly<Record<string, number>>;

/** What each network saw of a photo. */
export interface Targets {
  readonly teacher: TeacherTarget | null;
  readonly judge: JudgeTarget;
}

export interface FeatureNetworks {
  /** Null where its features are not wanted: they take half of the time. */
  readonly teacher: TeacherFeatures | null;
  readonly judge: JudgeFeatures;
}

export async function createFeatureNetworks(engine: Engine, withTeacher = true): Promise<FeatureNetworks> {
  const teacher = withTeacher ? await createTeacherFeatures(engine) : null;
  return { teacher, judge: await createJudgeFeatures(engine) };
}

export async function lookAt(facts: Facts, { teacher, judge }: FeatureNetworks): Promise<Targets> {
  return {
    teacher: teacher && (await teacher.look(facts)),
    judge: await judge.look(facts.photo, facts.subject),
  };
}

/** Features of strokes are missing for a picture whose strokes are not known. */
export async function featuresOf(
  drawable: Drawable,
  facts: Facts,
  networks: FeatureNetworks,
  targets: Targets,
): Promise<Features> {
  const { frame, placement, paper } = facts;
  const canvas = pictureOn(frame, { ...frame, x: 0, y: 0 }, drawable, facts);
  const ink = plane(
    frame,
    Float32Array.from({ length: frame.width * frame.height }, (_, i) => 1 - canvas.data[3 * i]!),
  );
  const own =
    'strokes' in drawable
      ? strokeFeatures(placement.paperToCanvas(scaled(drawable, paper.width / drawable.width)))
      : {};
  const near = headWindow(facts);
  const head = near && pictureOn({ width: TEACHER_HEAD, height: TEACHER_HEAD }, near, drawable, facts);
  return {
    ...own,
    ...inkFeatures(ink, facts),
    ...(networks.teacher &&
      targets.teacher &&
      (await networks.teacher.features({ canvas, head }, targets.teacher))),
    ...(await judgeDrawing(drawable, networks.judge, targets.judge)),
  };
}

function scaled({ strokes }: Extract<Drawable, { strokes: unknown }>, scale: number) {
  return {
    points: strokes.points.map((v) => v * scale),
    widths: strokes.widths.map((v) => v * scale),
  };
}

/** What lies in a window of the canvas, drawn at a size. */
function pictureOn(size: Size, window: Rect, drawable: Drawable, { placement, paper }: Facts): RgbImage {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, size.width, size.height);
  context.scale(size.width / window.width, size.height / window.height);
  context.translate(-window.x, -window.y);
  const origin = placement.paperToCanvas({
    points: new Float64Array(8),
    widths: Float64Array.of(1),
  });
  context.translate(origin.points[0]!, origin.points[1]!);
  context.scale(placement.zoom, placement.zoom);
  // the paper in the middle of a square of its longer side, as drawInto lays it
  const side = Math.max(paper.width, paper.height);
  drawInto(context, drawable, { left: (paper.width - side) / 2, top: (paper.height - side) / 2, side });
  return toRgb(context.getImageData(0, 0, size.width, size.height).data, size);
}

/** The features that the judge sees alone. */
export function judgeDrawing(
  drawable: Drawable,
  judge: JudgeFeatures,
  target: JudgeTarget,
): Promise<Record<string, number>> {
  const whole = { x: 0, y: 0, width: JUDGE_SIZE, height: JUDGE_SIZE };
  return judge.features(
    { whole: squareOf(drawable, whole), subject: squareOf(drawable, target.window) },
    target,
  );
}

/** What lies in a window of the square that a drawing is in the middle of, in pixels of JUDGE_SIZE, drawn at that size. */
function squareOf(drawable: Drawable, window: Rect): SquarePicture {
  const size = { width: JUDGE_SIZE, height: JUDGE_SIZE };
  const canvas = createCanvas(JUDGE_SIZE, JUDGE_SIZE);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, JUDGE_SIZE, JUDGE_SIZE);
  context.scale(JUDGE_SIZE / window.width, JUDGE_SIZE / window.height);
  context.translate(-window.x, -window.y);
  drawInto(context, drawable, { left: 0, top: 0, side: JUDGE_SIZE });
  return { size: JUDGE_SIZE, rgb: toRgb(context.getImageData(0, 0, JUDGE_SIZE, JUDGE_SIZE).data, size).data };
}

function toRgb(rgba: Uint8ClampedArray, size: Size): RgbImage {
  const count = size.width * size.height;
  return rgbImage(
    size,
    Float32Array.from({ length: 3 * count }, (_, i) => rgba[4 * Math.floor(i / 3) + (i % 3)]! / 255),
  );
}
