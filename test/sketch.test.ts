import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveOverrides, resolveSketchOptions, type SketchOptions } from '../src/options.ts';
import type { Sketch, SketchEvent, SketchResult, SubjectMask, Variant } from '../src/result.ts';
import { createSketcher, type TunableSketcher } from '../src/sketch.ts';
import { createStrokeSampler } from '../src/strokes/bezier.ts';
import { selectStrokes, strokeCount } from '../src/strokes/stroke.ts';
import { writeSvg } from '../src/strokes/svg.ts';
import { readSvg } from '../src/strokes/svg-reader.ts';
import { examplePath } from './helpers/examples.ts';
import { temporaryFolder } from './helpers/folder.ts';
import { DISC_SVG } from './helpers/pictures.ts';
import './helpers/patience.ts';

const FEW = { strokes: 4, iterations: 2, seeds: 2, views: 2, engine: 'onnx', threads: 1 } as const;
const START = { ...FEW, iterations: 0, seeds: 1, views: 1 } as const;
/** For what does not depend on the start or the subject: short strokes, none of which has to be chosen, and the network alone. */
const PLAIN = { init: 'saliency', contours: 0, focus: 0, mask: 'none', features: 'none' } as const;
const folder = temporaryFolder();
const duck = examplePath('duck');

let sketcher: TunableSketcher;
beforeAll(async () => {
  sketcher = await createSketcher({ engine: 'onnx', threads: 1 });
});
afterAll(() => sketcher.dispose());

const svgOf = ({ sketch: drawing }: SketchResult) => writeSvg(drawing);
const draw = (source: string | Uint8Array, options: Partial<SketchOptions>) =>
  sketcher.sketch(source, options);

describe('a sketch of the duck', () => {
  const events: SketchEvent[] = [];
  let result: SketchResult;
  beforeAll(async () => {
    result = await sketcher.sketch(duck, FEW, { onEvent: (event) => events.push(event) });
  });

  it('has the strokes and the photo’s aspect', async () => {
    const { width, height } = await sharp(duck).metadata();
    expect(strokeCount(result.sketch.strokes)).toBe(4);
    expect(result.sketch.width / result.sketch.height).toBeCloseTo(width / height, 2);
    expect(result.sketch.width * result.sketch.height).toBeCloseTo(224 ** 2, -3);
    expect(result.sketch.strokes.points.every(Number.isFinite)).toBe(true);
    for (const each of result.sketch.strokes.widths) expect(each).toBeCloseTo(3, 6);
  });

  it('lies on the photo', () => {
    const { points } = result.sketch.strokes;
    const middle = (axis: number) => points.filter((_, i) => i % 2 === axis).reduce((a, b) => a + b) / 16;
    expect(middle(0)).toBeGreaterThan(0.2 * result.sketch.width);
    expect(middle(0)).toBeLessThan(0.8 * result.sketch.width);
    expect(middle(1)).toBeGreaterThan(0.2 * result.sketch.height);
    expect(middle(1)).toBeLessThan(0.8 * result.sketch.height);
  });

  it('reports every seed that started its own way, the winner first and no worse than its start', () => {
    const seeds = result.seeds.map(({ seed }) => seed);
    expect(seeds).toContain(0);
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(Math.max(...seeds)).toBeLessThan(FEW.seeds);
    expect([result.seed, result.loss]).toEqual([result.seeds[0].seed, result.seeds[0].bestLoss]);
    for (const { bestLoss, startLoss, terms } of result.seeds) {
      expect(bestLoss).toBeLessThanOrEqual(startLoss);
      expect(bestLoss).toBeGreaterThanOrEqual(result.loss);
      expect(Object.values(terms).reduce((a, b) => a + b)).toBeCloseTo(bestLoss, 5);
    }
    expect(result.loss).toBeLessThan(result.seeds[0].startLoss);
    const plain = { teacher: 'dinov2-small', engine: 'onnx', aborted: false, scene: false, warnings: [] };
    expect(result).toMatchObject(plain);
    expect(result.options).toMatchObject(FEW);
    for (const seconds of Object.values(result.timings)) expect(seconds).toBeGreaterThanOrEqual(0);
  });

  it('tells where it is, stage by stage and step by step', () => {
    const stages = events.map(({ stage }) => stage);
    expect(stages.filter((stage, k) => stage !== stages[k - 1])).toEqual([
      'photo',
      'saliency',
      'start',
      'choose',
      'optimise',
    ]);
    const steps = events.flatMap((event) => (event.stage === 'optimise' ? [event] : []));
    expect(steps.map(({ step }) => step)).toEqual([0, 1, 2]);
    for (const { steps: total, losses } of steps) {
      expect(total).toBe(2);
      expect(losses.length).toBeGreaterThan(0);
      for (const { loss } of losses) expect(loss).toBeGreaterThan(0);
    }
  });

  it('comes back from its SVG as it is', () => {
    const { sketch: back } = readSvg(svgOf(result));
    expect(back.strokes.points).toHaveLength(32);
    result.sketch.strokes.points.forEach((v, i) => {
      expect(back.strokes.points[i]).toBeCloseTo(v, 1);
    });
  });

  it('is the same to the byte again, from the file’s bytes and by a new sketcher', async () => {
    const other = await createSketcher(FEW);
    const again = await other.sketch(await readFile(duck));
    other.dispose();
    expect(svgOf(again)).toBe(svgOf(result));
  });

  it('gives each seed’s drawing, of which any may be taken', async () => {
    const variants: Variant[] = [];
    await sketcher.sketch(duck, FEW, { onVariant: (variant) => variants.push(variant) });
    expect(variants.map(({ seed }) => seed)).toEqual(result.seeds.map(({ seed }) => seed));
    expect(variants[0]).toEqual({ seed: result.seed, loss: result.loss, sketch: result.sketch });
    const other = variants.at(-1)!;
    const taken = await sketcher.sketch(duck, FEW, { take: other.seed });
    expect([taken.seed, taken.loss, taken.sketch]).toEqual([other.seed, other.loss, other.sketch]);
    await expect(sketcher.sketch(duck, FEW, { take: 2 })).rejects.toThrow(
      'Expected a seed from 0 to 1 for take but received 2',
    );
  });

  it('shows a draft first: the start of a strategy that asks for no loss', async () => {
    const shown: [string, Sketch][] = [];
    const outlined = { ...START, strokes: 16 };
    await sketcher.sketch(duck, outlined, {
      onEvent: ({ stage }) => stage === 'choose' && shown.push([stage, result.sketch]),
      onDraft: (sketch) => shown.push(['draft', sketch]),
      onDrawings: (_, drawings) => shown.push(['start', drawings[0].sketch]),
    });
    expect(shown.map(([what]) => what)).toEqual(['draft', 'choose', 'start']);
    expect(shown[0][1]).toEqual(shown[2][1]);
  });

  it('goes on once what the subject and the draft are shown with is done: a pipe takes a mask in pieces', async () => {
    const said: string[] = [];
    const later = (what: string) =>
      new Promise<void>((resolve) =>
        setTimeout(() => {
          said.push(what);
          resolve();
        }, 50),
      );
    await sketcher.sketch(duck, FEW, {
      onEvent: ({ stage }) => (stage === 'start' || stage === 'choose') && said.push(stage),
      onSubject: () => later('subject'),
      onDraft: () => later('draft'),
    });
    expect([...new Set(said)]).toEqual(['subject', 'start', 'draft', 'choose']);
  });

  it('begins with a look at the photo, which is not done again', async () => {
    const subjects: SubjectMask[] = [await sketcher.look(duck, FEW)];
    const { timings, sketch } = await sketcher.sketch(duck, FEW, {
      onSubject: (mask) => subjects.push(mask),
    });
    expect(sketch).toEqual(result.sketch);
    expect(subjects[1]).toEqual(subjects[0]);
    expect(timings.saliency + timings.start).toBeLessThan(result.timings.saliency / 3);
  });

  it('is not looked at when that is aborted', async () => {
    await expect(sketcher.look(duck, FEW, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('goes on from a drawing and leaves it where it is', async () => {
    const more = await sketcher.sketch(duck, { ...START, strokes: 5 }, { from: result.sketch, keep: true });
    expect(strokeCount(more.sketch.strokes)).toBe(5);
    result.sketch.strokes.points.forEach((v, i) => {
      expect(more.sketch.strokes.points[i]).toBeCloseTo(v, 6);
    });
  });
});

describe('starts and masks', () => {
  it('draws an eye as a small loop and leaves it as it is', async () => {
    const drawings: Float64Array[] = [];
    await sketcher.sketch(
      duck,
      { ...START, strokes: 8, iterations: 2 },
      { onDrawings: (_, [{ sketch: drawing }]) => drawings.push(drawing.strokes.points.slice()) },
    );
    const [before, after] = [drawings[0], drawings[2]];
    const eye = before.subarray(0, 8);
    expect(after.subarray(0, 8)).toEqual(eye);
    expect([eye[0], eye[1]]).toEqual([eye[6], eye[7]]);
    expect(Math.hypot(eye[2] - eye[4], eye[3] - eye[5])).toBeLessThan(30);
    expect(after.subarray(16)).not.toEqual(before.subarray(16));
  });

  it('draws short strokes from the saliency map when asked to', async () => {
    const { sketch: drawing } = await draw(duck, { ...START, ...PLAIN });
    const { points, widths } = drawing.strokes;
    expect(widths).toHaveLength(4);
    for (let s = 0; s < 32; s += 8) {
      expect(Math.hypot(points[s + 6] - points[s], points[s + 7] - points[s + 1])).toBeLessThan(30);
    }
  });

  it('is another one for another seed', async () => {
    const ofSeed = async (seed: number) => svgOf(await draw(duck, { ...START, ...PLAIN, seed }));
    expect(await ofSeed(5)).not.toBe(await ofSeed(0));
  });

  it('ends early with the best so far when it is aborted', async () => {
    const controller = new AbortController();
    const aborted = await sketcher.sketch(
      duck,
      { ...FEW, ...PLAIN, iterations: 500, seeds: 1 },
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.stage === 'optimise' && event.step === 1) controller.abort();
        },
      },
    );
    expect(aborted.aborted).toBe(true);
    expect(aborted.seeds[0].iterations).toBe(2);
    expect(strokeCount(aborted.sketch.strokes)).toBe(4);
    expect(aborted.loss).toBeLessThanOrEqual(aborted.seeds[0].startLoss);
  });

  it('draws only what a mask file shows', async () => {
    const { width, height } = await sharp(duck).metadata();
    const mask = join(folder, 'mask.png');
    const pixels = Buffer.from(
      Array.from({ length: width * height }, (_, i) => (i % width < width / 2 ? 255 : 0)),
    );
    await sharp(pixels, { raw: { width, height, channels: 1 } })
      .png()
      .toFile(mask);
    const { sketch: half } = await draw(duck, { ...START, strokes: 2, mask });
    const ends = half.strokes.points.filter((_, i) => i % 8 === 0 || i % 8 === 6);
    expect(Math.max(...ends)).toBeLessThan(0.58 * half.width);
  });

  it('takes a photo’s own transparency as the mask', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
      <rect x="180" y="60" width="80" height="80" fill="#a02010"/></svg>`;
    const { sketch: square, warnings } = await draw(Buffer.from(svg), { ...START, strokes: 2 });
    expect(warnings).toEqual([]);
    const [sx, sy] = [square.width / 300, square.height / 200];
    const { points } = createStrokeSampler().sample(square.strokes);
    for (let i = 0; i < points.length; i += 2) {
      expect(points[i]).toBeGreaterThan(172 * sx);
      expect(points[i]).toBeLessThan(268 * sx);
      expect(points[i + 1]).toBeGreaterThan(52 * sy);
      expect(points[i + 1]).toBeLessThan(148 * sy);
    }
  });
});

describe('features', () => {
  const hopper = examplePath('grace-hopper');

  it('are found in pixels of the photo, though so few strokes have no room for a face', async () => {
    const { width, height } = await sharp(hopper).metadata();
    const { features } = await draw(hopper, START);
    const kinds = features.map(({ kind }) => kind);
    expect(kinds).toEqual(['face', 'eye', 'eye', 'brow', 'brow', 'nose', 'mouth']);
    const [face, right, left, , , nose, mouth] = features;
    expect(face.likelihood).toBeGreaterThan(0.5);
    expect(right.x).toBeLessThan(nose.x);
    expect(left.x).toBeGreaterThan(nose.x);
    expect(mouth.y).toBeGreaterThan(nose.y);
    expect(nose.x / width).toBeGreaterThan(0.4);
    expect(nose.x / width).toBeLessThan(0.7);
    expect(mouth.y / height).toBeLessThan(0.6);
  });

  it('are neither looked for nor drawn with features none', async () => {
    // what was seen of the photo in the test before is still known
    const withFace = await draw(hopper, { ...START, strokes: 8 });
    const plain = await draw(hopper, { ...START, strokes: 8, features: 'none' });
    expect(plain.features).toEqual([]);
    expect(svgOf(plain)).not.toBe(svgOf(withFace));
  });
});

describe('as many strokes as it takes', () => {
  const AUTO = { ...START, strokes: 'auto' } as const;
  const disc = Buffer.from(DISC_SVG);
  const countOf = ({ sketch: drawing }: SketchResult) => strokeCount(drawing.strokes);
  let most: SketchResult;
  beforeAll(async () => {
    most = await draw(disc, { ...AUTO, target: 1 });
  });

  it('are the fewest on the curve that reach the target', async () => {
    const half = await draw(disc, { ...AUTO, target: 0.5 });
    expect(half.curve).toEqual(most.curve);
    const curve = half.curve!;
    expect(curve.map(({ strokes }) => strokes)).toEqual(curve.map((_, k) => k + 1));
    expect(Math.max(...curve.map(({ score }) => score))).toBe(1);
    const [few, many] = [countOf(half), countOf(most)];
    expect(few).toBeLessThan(many);
    for (const { strokes, score } of curve) {
      if (strokes < few) expect(score).toBeLessThan(0.5);
      if (strokes === few) expect(score).toBeGreaterThanOrEqual(0.5);
      if (strokes < many) expect(score).toBeLessThan(1);
      if (strokes === many) expect(score).toBe(1);
    }
    expect(half.options).toMatchObject({ strokes: 'auto', target: 0.5 });
  });

  it('are drawn as if their number had been asked for', async () => {
    const { curve, ...rest } = await draw(disc, { ...START, strokes: countOf(most) });
    expect(curve).toBeUndefined();
    expect(svgOf(rest)).toBe(svgOf(most));
  });

  it('are at least those to go on from', async () => {
    const go = async (first: number[], target: number) => {
      const from = { ...most.sketch, strokes: selectStrokes(most.sketch.strokes, first) };
      return { from, after: await sketcher.sketch(disc, { ...AUTO, target }, { from, keep: true }) };
    };
    const enough = await go([0, 1], 0);
    expect(enough.after.curve![0].strokes).toBe(2);
    expect(svgOf(enough.after)).toBe(writeSvg(enough.from));
    const { from, after } = await go([0], 1);
    expect(countOf(after)).toBeGreaterThan(1);
    from.strokes.points.forEach((v, i) => {
      expect(after.sketch.strokes.points[i]).toBeCloseTo(v, 6);
    });
  });

  it('are one for a photo without edges', async () => {
    const flat = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#6a8' } })
      .png()
      .toBuffer();
    const result = await draw(flat, AUTO);
    expect([countOf(result), result.curve]).toEqual([1, []]);
    expect(result.warnings).toEqual([expect.stringMatching(/no edges/)]);
  });
});

describe('a subject with fewer lines than strokes', () => {
  const disc = Buffer.from(DISC_SVG);

  it('is drawn once, and says how many strokes are left out', async () => {
    const { sketch: drawing, warnings, loss } = await draw(disc, { ...START, strokes: 12 });
    const count = strokeCount(drawing.strokes);
    expect(count).toBeLessThan(12);
    expect(count).toBeGreaterThan(1);
    expect(warnings).toEqual([
      `there are lines for only ${count} of 12 strokes; the others are left out (--exact draws them)`,
    ]);
    expect(Number.isFinite(loss)).toBe(true);
    expect(readSvg(svgOf({ sketch: drawing } as SketchResult)).sketch.strokes.widths).toHaveLength(count);
  });

  it('is drawn with all strokes when that is asked for', async () => {
    const { sketch: drawing } = await draw(disc, { ...START, strokes: 12, exact: true });
    expect(strokeCount(drawing.strokes)).toBe(12);
  });
});

describe('photos with little in them', () => {
  it.each([
    ['of one pixel', 1, 1],
    ['that is a strip of one colour', 600, 12],
  ])('%s: draws, and says that there are no edges', async (_, width, height) => {
    const png = await sharp({ create: { width, height, channels: 3, background: '#6a8' } })
      .png()
      .toBuffer();
    const { sketch: drawing, warnings } = await draw(png, { ...START, strokes: 3 });
    expect(strokeCount(drawing.strokes)).toBe(3);
    expect(drawing.strokes.points.every(Number.isFinite)).toBe(true);
    expect(drawing.width / drawing.height).toBeCloseTo(width / height, 0);
    expect(warnings).toEqual([expect.stringMatching(/no edges/)]);
  });
});

describe('options', () => {
  it.each<[Record<string, unknown>, RegExp]>([
    [{ strokes: 0 }, /^Expected an integer from 1 to 256 or 'auto' for strokes but received 0$/],
    [{ strokes: -1 }, /for strokes but received -1$/],
    [{ strokes: 1.5 }, /for strokes but received 1\.5$/],
    [{ strokes: 1e6 }, /for strokes but received 1000000$/],
    [{ strokes: Number.NaN }, /for strokes but received NaN$/],
    [{ strokes: 'many' }, /for strokes but received 'many'$/],
    [
      { strokes: 'auto', init: 'saliency' },
      /^Strokes 'auto' need init 'contour'; .*: give a number of strokes$/,
    ],
    [{ strokes: 'auto', target: 1.5 }, /^Expected a number from 0 to 1 for target but received 1\.5$/],
    [
      { scene: true, init: 'saliency' },
      /^A scene is drawn along borders: give init 'contour', not 'saliency'$/,
    ],
    [{ scene: true, strokes: 'auto' }, /^Strokes 'auto' are for subjects: give a scene a number of strokes/],
    [{ scene: 'yes' }, /^Expected true or false for scene but received 'yes'$/],
    [{ background: 1.5 }, /^Expected a number from 0 to 1 for background but received 1\.5$/],
    [{ width: 0 }, /for width but received 0$/],
    [{ iterations: -1 }, /for iterations/],
    [{ seeds: 0 }, /for seeds/],
    [{ views: 99 }, /for views/],
    [{ teacher: 'gpt' }, /^Expected one of dinov2-small, clip for teacher but received 'gpt'$/],
    [{ engine: 'abacus' }, /for engine but received 'abacus'$/],
    [{ init: 'magic' }, /for init but received 'magic'$/],
    [{ stroke: 3 }, /^Expected one of strokes, .* for option but received 'stroke'$/],
  ])('%j is refused', async (options, message) => {
    const refused = { code: 'usage', message: expect.stringMatching(message) };
    await expect(createSketcher(options)).rejects.toMatchObject(refused);
  });

  it('of one photo are checked like the sketcher’s', async () => {
    await expect(draw(duck, { strokes: 0 })).rejects.toMatchObject({ code: 'usage' });
  });

  it('a mask that is missing is named', async () => {
    const mask = join(folder, 'nothing.png');
    await expect(draw(duck, { ...START, mask })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining(mask),
    });
  });
});

describe('a scene', () => {
  const landscape = async () =>
    sharp(
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="220"><rect width="320" height="220" fill="#a8d0f0"/><path d="M0 120 L80 50 L150 110 L220 60 L320 130 V220 H0Z" fill="#6b7488"/><rect y="140" width="320" height="80" fill="#4d8a3d"/></svg>',
      ),
    )
      .png()
      .toBuffer();

  it('is drawn of a photo in which nothing stands out, and said to be', async () => {
    const { scene, warnings, sketch: drawing } = await draw(await landscape(), { ...START, strokes: 6 });
    expect(scene).toBe(true);
    expect(warnings[0]).toMatch(/^nothing stands out in this photo: it is drawn as a --scene/);
    // the ground's line goes from side to side
    const { points } = drawing.strokes;
    const ground = Array.from(points.keys()).filter(
      (i) => i % 2 === 1 && Math.abs(points[i] - (140 / 220) * drawing.height) < 4,
    );
    const across = ground.map((i) => points[i - 1]);
    expect(Math.max(...across) - Math.min(...across)).toBeGreaterThan(0.8 * drawing.width);
  });

  it('is drawn anew when a number of its borders is another', async () => {
    const photo = await landscape();
    const options = { ...START, strokes: 6 };
    const { sketch: usual } = await draw(photo, options);
    const tuned = { 'contours.scene.regions': 2 };
    const { sketch: other } = await sketcher.sketch(photo, options, { tuned });
    expect(other.strokes.points).not.toEqual(usual.strokes.points);
  });

  it('goes on behind the subject when it is asked for', async () => {
    let subject: SubjectMask | undefined;
    const options = { ...START, strokes: 16, scene: true };
    const result = await sketcher.sketch(duck, options, { onSubject: (mask) => (subject = mask) });
    const { scene, warnings, sketch: drawing } = result;
    expect(scene).toBe(true);
    expect(warnings.join()).not.toMatch(/stands out/);
    const { width, height, data } = subject!;
    const inside = Array.from(data.keys()).filter((i) => data[i]! > 0.5);
    const extent = (values: number[], size: number) => [
      values.reduce((a, b) => Math.min(a, b)) * size,
      (values.reduce((a, b) => Math.max(a, b)) + 1) * size,
    ];
    const [left, right] = extent(
      inside.map((i) => i % width),
      drawing.width / width,
    );
    const [top, bottom] = extent(
      inside.map((i) => Math.floor(i / width)),
      drawing.height / height,
    );
    const { points } = drawing.strokes;
    const isBeside = (s: number) => {
      const [x, y] = [points[8 * s], points[8 * s + 1]];
      return x < left || x > right || y < top || y > bottom;
    };
    expect(
      Array.from({ length: points.length / 8 }, (_, s) => s).filter(isBeside).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it('has 32 strokes where no number is given', () => {
    expect(resolveSketchOptions({ scene: true }).strokes).toBe(32);
    expect(resolveSketchOptions({ scene: true, strokes: 8 }).strokes).toBe(8);
    const base = resolveSketchOptions();
    expect(resolveOverrides(base, { scene: true }).strokes).toBe(32);
    expect(resolveOverrides(base, { scene: true, strokes: 12 }).strokes).toBe(12);
    expect(resolveOverrides(resolveSketchOptions({ strokes: 9 }), { scene: true }).strokes).toBe(9);
  });
});
