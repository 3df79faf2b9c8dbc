/** A loss is fit to be optimised only if it ranks a good drawing below worse ones. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCritic } from '../../src/choose/critic.ts';
import { chooseInRounds } from '../../src/choose/rounds.ts';
import type { Engine } from '../../src/compute/program.ts';
import type { ContourMap } from '../../src/contours/map.ts';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import { type Look, lookAtPhoto } from '../../src/photo/look.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { createPhotoObjective } from '../../src/photo-objective.ts';
import { createRandom } from '../../src/random.ts';
import { createPalette } from '../../src/sources/palette.ts';
import { SOURCES } from '../../src/sources/sources.ts';
import { POINT_STRIDE, type Strokes, strokeCount, uniformStrokes } from '../../src/strokes/stroke.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import type { Teacher } from '../../src/teachers/teacher.ts';
import { identityHomography } from '../../src/views/homography.ts';
import { EXAMPLES, examplePath } from '../helpers/examples.ts';
import { mapContours } from '../helpers/map-contours.ts';
import { testEngine } from '../helpers/network.ts';

const STROKES = 16;
const WIDTH = 3;

interface Subject {
  readonly name: string;
  readonly look: Look;
  readonly map: ContourMap;
  /** The plain contours in units of the photo's width and height. */
  readonly start: Float64Array;
}

let engine: Engine;
let teacher: Teacher;
const subjects: Subject[] = [];
beforeAll(async () => {
  engine = await testEngine('onnx');
  teacher = await loadDinov2();
  for (const name of EXAMPLES) {
    const look = await lookAtPhoto(await readPhoto(examplePath(name)), 'auto', teacher.reader(engine));
    const map = mapContours(look);
    const points = offered(map, STROKES);
    subjects.push({ name, look, map, start: points.slice(0, POINT_STRIDE * STROKES) });
  }
});
afterAll(() => engine.dispose());

/** Contours to choose `count` strokes from, in units of the photo's width and height. */
function offered(map: ContourMap, count: number): Float64Array {
  const wanted = { count, drawn: new Float64Array(0), random: createRandom(0), plain: true };
  const { width, height } = map.image;
  return createPalette(map, SOURCES.contour)
    .pick(wanted)
    .points.map((v, i) => v / (i % 2 === 0 ? width : height));
}

/** Loss of drawings, given in units, against a photo seen plainly. */
async function lossesOf(
  { look, map }: Subject,
  drawings: readonly Float64Array[],
  focus: number,
): Promise<Float64Array> {
  const views = [identityHomography()];
  const objective = await createPhotoObjective(engine, teacher, { ...map, frame: look.frame }, views, {
    contours: 0,
    focus,
  });
  const strokes = drawings.map((drawing) => onCanvas(look, drawing));
  return createCritic(objective, { ...look.frame, views }).losses(strokes);
}

function onCanvas({ frame }: Look, drawing: Float64Array): Strokes {
  const { x, y, width, height } = frame.photo;
  return uniformStrokes(
    drawing.map((v, i) => (i % 2 === 0 ? x + v * width : y + v * height)),
    WIDTH,
  );
}

/** As many strokes of about the size of contours, at random. */
function scribble(seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from(
    Array.from({ length: STROKES }, () => {
      const [x, y] = [random.next(), random.next()];
      return [0, 1, 2, 3].flatMap(() => [x + random.uniform(-0.15, 0.15), y + random.uniform(-0.15, 0.15)]);
    }).flat(),
  );
}

function jitter(start: Float64Array, sigma: number): Float64Array {
  const random = createRandom(1);
  return start.map((v) => v + sigma * random.normal());
}

const shift = (start: Float64Array, dx: number, dy: number) =>
  start.map((v, i) => v + (i % 2 === 0 ? dx : dy));

describe.each(EXAMPLES.map((name, k) => [name, k] as const))('%s', (_, k) => {
  it.each([0, DEFAULT_OPTIONS.focus])(
    'has a lower loss for its contours than for anything worse, with focus %f',
    async (focus) => {
      const { start } = subjects[k];
      const worse: Record<string, Float64Array> = {
        'scribble 1': scribble(1),
        'scribble 2': scribble(2),
        'scribble 3': scribble(3),
        jittered: jitter(start, 0.06),
        nothing: new Float64Array(8 * STROKES).fill(-9),
        'shifted right': shift(start, 0.12, 0),
        'shifted down': shift(start, 0, 0.12),
      };
      for (const other of subjects) if (other !== subjects[k]) worse[other.name] = other.start;
      const [own, ...losses] = await lossesOf(subjects[k], [start, ...Object.values(worse)], focus);
      Object.keys(worse).forEach((name, i) => {
        expect(losses[i], name).toBeGreaterThan(1.02 * own);
      });
    },
  );
});

it.each([
  [4, 0.995],
  [8, 0.99],
  [STROKES, 0.99],
])('chooses %i strokes that it likes better than the strongest contours', async (count, part) => {
  const { look, map } = subjects[0];
  const views = [identityHomography()];
  const { contours, focus } = DEFAULT_OPTIONS;
  const objective = await createPhotoObjective(engine, teacher, { ...map, frame: look.frame }, views, {
    contours,
    focus,
  });
  const critic = createCritic(objective, { ...look.frame, views });
  const points = offered(map, count);
  const propose = () => onCanvas(look, points);
  const chosen = await chooseInRounds(
    critic,
    {
      fixed: uniformStrokes([], 0),
      wholes: [],
      drawings: [],
      propose,
    },
    count,
    1,
  );
  const strongest = onCanvas(look, points.slice(0, POINT_STRIDE * count));
  const [own, other] = await critic.losses([chosen, strongest]);
  expect(strokeCount(chosen)).toBe(count);
  expect(own).toBeLessThan(part * other);
});
