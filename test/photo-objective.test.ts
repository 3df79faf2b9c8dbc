import { describe, expect, it } from 'vitest';
import { createEdgeTerm } from '../src/loss/edges.ts';
import { createGapTerm } from '../src/loss/gaps.ts';
import { createObjective } from '../src/loss/objective.ts';
import type { Look } from '../src/photo/look.ts';
import { whitenBackground } from '../src/photo/subject.ts';
import { createPhotoObjective, type ObjectiveWeights, type SeenPhoto } from '../src/photo-objective.ts';
import { createRandom } from '../src/random.ts';
import type { Frame } from '../src/raster/frame.ts';
import type { RgbImage } from '../src/raster/raster.ts';
import { placeOnCanvas } from '../src/raster/resample.ts';
import { createViewBank } from '../src/views/bank.ts';
import { identityHomography } from '../src/views/homography.ts';
import { warp } from '../src/views/warp.ts';
import { createReferenceEngine } from './helpers/eager-cpu.ts';
import { mapContours } from './helpers/map-contours.ts';
import { boundariesOf, constantPlane, drawPicture, fillCircle, planeOf } from './helpers/pictures.ts';
import { PATCH, paperOf, patchCosines, smallTeacher } from './helpers/small-teacher.ts';

const random = createRandom(6);
const engine = createReferenceEngine();
const teacher = smallTeacher([
  { tap: 'block1', distance: 'centred-cosine', weight: 1 },
  { tap: 'embedding', distance: 'cosine', weight: 0.5 },
]);

/** A disc on a busy ground, its mask, and a margin above and below it on the canvas. */
const working = { width: 72, height: 48 };
const image = drawPicture(working.width, working.height, (c) => {
  for (let x = 0; x < working.width; x += 6) {
    c.fillStyle = x % 4 === 0 ? '#407050' : '#a0c0e0';
    c.fillRect(x, 0, 6, working.height);
  }
  fillCircle(c, 36, 24, 17, '#b04020');
});
const frame: Frame = { width: 24, height: 20, photo: { x: 0, y: 2, width: 24, height: 16 } };
const size = frame.width * frame.height;
const look: Look = {
  window: { x: 0, y: 0, ...working },
  image,
  frame,
  mask: planeOf(working.width, working.height, (x, y) => (Math.hypot(x - 36, y - 24) < 17 ? 1 : 0)),
  attention: () => constantPlane(working.width, working.height, 1),
  subject: planeOf(working.width, working.height, (x) => x / working.width),
  landmarks: [],
  heads: constantPlane(working.width, working.height, 0),
  boundaries: boundariesOf(image),
};
const views = createViewBank(createRandom(2), 2, frame.width, frame.height);
const ink = Float32Array.from({ length: 2 * views.length * size }, () => random.next());
const NEITHER: ObjectiveWeights = { contours: 0, focus: 0 };

const seenOf = (of: Look): SeenPhoto => ({ ...mapContours(of), frame: of.frame });
const seen = seenOf(look);

const objectiveOf = (weights: ObjectiveWeights, { of = seen, bank = views, by = teacher } = {}) =>
  createPhotoObjective(engine, by, of, bank, weights);

describe('the objective of a photo', () => {
  it('is the teacher’s for the subject on white when neither contours nor focus count', async () => {
    const masked = placeOnCanvas(seen.mask!, frame);
    const subject = whitenBackground(placeOnCanvas(image, frame), masked);
    const photos = views.map((view) => warp(subject, view, frame));
    const alone = await createObjective(engine, teacher, photos);
    const objective = await objectiveOf(NEITHER);
    expect(objective.termNames).toEqual(alone.termNames);
    expect(await objective.evaluate(ink, 2)).toEqual(await alone.evaluate(ink, 2));
    expect(await objective.step(ink, 2)).toEqual(await alone.step(ink, 2));
  });

  it('against the first of its views is that of a bank of one', async () => {
    const weights = { contours: 3, focus: 1 };
    const first = (await objectiveOf(weights)).firstViews(1);
    const alone = await objectiveOf(weights, { bank: views.slice(0, 1) });
    expect(first.termNames).toEqual(alone.termNames);
    expect(await first.evaluate(ink, 4)).toEqual(await alone.evaluate(ink, 4));
    expect(await first.step(ink, 4)).toEqual(await alone.step(ink, 4));
  });

  it('takes a photo without a mask as a whole', async () => {
    const whole = await objectiveOf(NEITHER, { of: { ...seen, mask: null } });
    const full = await objectiveOf(NEITHER, {
      of: {
        ...seen,
        mask: constantPlane(working.width, working.height, 1),
      },
    });
    const { totals } = await whole.evaluate(ink, 2);
    expect([...totals]).toEqual([...(await full.evaluate(ink, 2)).totals]);
    expect([...totals]).not.toEqual([...(await (await objectiveOf(NEITHER)).evaluate(ink, 2)).totals]);
  });

  it('adds the contour and gap terms of the plain view, weighted', async () => {
    const teachers = await objectiveOf({ contours: 0, focus: 1 });
    const joined = await objectiveOf({ contours: 3, focus: 1 });
    expect(joined.termNames).toEqual([...teachers.termNames, 'contours', 'gaps']);
    const wanted = placeOnCanvas(seen.wanted, frame);
    const inkTerms = [createEdgeTerm(wanted), createGapTerm(wanted)];
    const [alone, both] = [await teachers.evaluate(ink, 2), await joined.evaluate(ink, 2)];
    for (const seed of [0, 1]) {
      const own = inkTerms.map((term) => 3 * term.evaluate(ink, seed * views.length * size));
      expect(both.totals[seed]).toBeCloseTo(alone.totals[seed] + own[0] + own[1], 6);
      expect(both.terms[4 * seed + 2]).toBeCloseTo(own[0], 6);
      expect(both.terms[4 * seed + 3]).toBeCloseTo(own[1], 6);
    }
  });
});

describe('focus', () => {
  const [width, height] = [6 * PATCH, 4 * PATCH];
  const plainLook: Look = {
    ...look,
    image: drawPicture(width, height, (c) => fillCircle(c, 11, 8, 6, '#705090')),
    frame: { width, height, photo: { x: 0, y: 0, width, height } },
    mask: null,
    attention: () => constantPlane(width, height, 1),
    subject: constantPlane(width, height, 1),
    landmarks: [],
  };
  const patchwise = smallTeacher([{ tap: 'block1', distance: 'centred-cosine', weight: 1 }]);
  const sketch = ink.slice(0, width * height);
  const plain = { bank: [identityHomography()], by: patchwise };
  const seenWith = (importance: (x: number, y: number) => number): SeenPhoto => ({
    ...seenOf(plainLook),
    importance: planeOf(width, height, importance),
  });
  const cosinesOf = (photo: RgbImage) => patchCosines(engine, paperOf(sketch, width, height), photo);

  it.each([0.5, 4])('of %f makes a patch count 1 + focus times its importance', async (focus) => {
    const importance = (n: number) => (n % 6 < 2 ? 2 : n % 6 === 3 ? 1 : 0);
    const of = seenWith((x) => importance(Math.floor(x / PATCH)));
    const objective = await objectiveOf({ contours: 0, focus }, { ...plain, of });
    const cosines = await cosinesOf(plainLook.image);
    const weights = cosines.map((_, n) => 1 + focus * importance(n));
    const sum = weights.reduce((a, b) => a + b);
    const expected = 1 - cosines.reduce((all, cosine, n) => all + (weights[n] * cosine) / sum, 0);
    expect((await objective.evaluate(sketch, 1)).totals[0]).toBeCloseTo(expected, 3);
  });

  it('changes nothing where all is alike important', async () => {
    const of = seenWith(() => 2);
    const [with1, without] = [1, 0].map(async (focus) => {
      const objective = await objectiveOf({ contours: 0, focus }, { ...plain, of });
      return (await objective.evaluate(sketch, 1)).totals[0];
    });
    expect(await with1).toBeCloseTo(await without, 6);
  });

  it('goes with the subject from view to view', async () => {
    const of = seenWith((x) => (x < width / 2 ? 1 : 0));
    const shift = Float64Array.of(1, 0, 3 * PATCH, 0, 1, 0, 0, 0, 1);
    const bank = [shift];
    const objective = await objectiveOf({ contours: 0, focus: 9 }, { ...plain, of, bank });
    const photo = warp(plainLook.image, shift, plainLook.image);
    const cosines = await cosinesOf(photo);
    const weights = cosines.map((_, n): number => (n % 6 < 3 ? 1 : 10));
    const sum = weights.reduce((a, b) => a + b);
    const expected = 1 - cosines.reduce((all, cosine, n) => all + (weights[n] * cosine) / sum, 0);
    expect((await objective.evaluate(sketch, 1)).totals[0]).toBeCloseTo(expected, 3);
  });
});
