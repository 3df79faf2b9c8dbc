/** What is made of the networks' answers: where in the photo things are. */
import { describe, expect, test } from 'vitest';
import type { TensorData } from '../../src/compute/program.ts';
import type { Look } from '../../src/photo/look.ts';
import { rgbImage } from '../../src/raster/raster.ts';
import { detectFaces } from '../../src/seeing/blazeface.ts';
import { BODY_PARTS, bodyIn } from '../../src/seeing/bodies.ts';
import { COCO_NAMES } from '../../src/seeing/coco-names.ts';
import { eyeOf, meshOf, squareOfMesh } from '../../src/seeing/facemesh.ts';
import { findFaces } from '../../src/seeing/faces.ts';
import { findLimbParts } from '../../src/seeing/limbs.ts';
import { IRIS_TO_MESH } from '../../src/seeing/mesh-points.ts';
import { findObjects } from '../../src/seeing/objects.ts';
import { findPeople } from '../../src/seeing/people.ts';
import { findPersons } from '../../src/seeing/persons.ts';
import { answeringEngine } from '../helpers/answering-engine.ts';
import { constantPlane } from '../helpers/pictures.ts';
import { placer, schematicFace } from '../helpers/schematic-face.ts';

const tensor = (shape: readonly number[], fill = 0) => ({
  shape,
  data: new Float32Array(shape.reduce((n, size) => n * size, 1)).fill(fill),
});

/** 400 x 200 pixels: red, green and blue apart. */
const PHOTO = rgbImage(
  { width: 400, height: 200 },
  Float32Array.from({ length: 400 * 200 * 3 }, (_, k) => [0.2, 0.4, 0.8][k % 3]!),
);

interface Seen {
  readonly name: string;
  /** Cell of the map of stride 32, and distances to the sides in strides. */
  readonly cell: readonly [column: number, row: number];
  readonly reach: readonly [left: number, top: number, right: number, bottom: number];
  readonly logit: number;
}

function nanodet(things: readonly Seen[]): Record<string, TensorData> {
  const values = COCO_NAMES.length + 44;
  const outputs = {
    stride8: tensor([1, 52, 52, values], -9),
    stride16: tensor([1, 26, 26, values], -9),
    stride32: tensor([1, 13, 13, values], -9),
  };
  for (const { name, cell, reach, logit } of things) {
    const from = (cell[1] * 13 + cell[0]) * values;
    outputs.stride32.data[from + COCO_NAMES.indexOf(name as (typeof COCO_NAMES)[number])] = logit;
    reach.forEach((bins, side) => {
      outputs.stride32.data[from + COCO_NAMES.length + side * 11 + bins] = 60;
    });
  }
  return outputs;
}

describe('findObjects', () => {
  const dog: Seen = { name: 'dog', cell: [5, 6], reach: [2, 1, 3, 2], logit: 2 };
  // the photo's 400 pixels are the network's 416; its 200 lie in the middle of them
  const scale = 400 / 416;
  const top = (y: number) => y * scale - 100;

  test('puts boxes where they are in the photo', async () => {
    const [found, ...others] = await findObjects(answeringEngine({ nanodet: nanodet([dog]) }), PHOTO);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ name: 'dog' });
    expect(found!.box.x).toBeCloseTo((5.5 - 2) * 32 * scale, 3);
    expect(found!.box.y).toBeCloseTo(top((6.5 - 1) * 32), 3);
    expect(found!.box.width).toBeCloseTo(5 * 32 * scale, 3);
    expect(found!.box.height).toBeCloseTo(3 * 32 * scale, 3);
  });

  test('clips them at the photo’s sides', async () => {
    const large: Seen = { name: 'cat', cell: [6, 6], reach: [10, 10, 10, 10], logit: 2 };
    const [found] = await findObjects(answeringEngine({ nanodet: nanodet([large]) }), PHOTO);
    expect(found!.box).toEqual({ x: 0, y: 0, width: 400, height: 200 });
  });

  test('shows the network blue, green and red, normalised, on black', async () => {
    const engine = answeringEngine({ nanodet: nanodet([]) });
    expect(await findObjects(engine, PHOTO)).toEqual([]);
    const { data } = engine.asked[0]!.input;
    const size = 416 * 416;
    const [inside, outside] = [208 * 416 + 208, 10 * 416 + 208];
    const normalised = (value: number, c: number) =>
      (255 * value - [103.53, 116.28, 123.675][c]!) / [57.375, 57.12, 58.395][c]!;
    [0.8, 0.4, 0.2].forEach((value, c) => {
      expect(data[c * size + inside]).toBeCloseTo(normalised(value, c), 4);
      expect(data[c * size + outside]).toBeCloseTo(normalised(0, c), 4);
    });
  });

  test('tells one of two boxes of the same thing, the likelier', async () => {
    const names = async (things: readonly Seen[]) =>
      (await findObjects(answeringEngine({ nanodet: nanodet(things) }), PHOTO)).map(
        ({ name, score }) => `${name} ${score.toFixed(2)}`,
      );
    const again: Seen = { ...dog, cell: [6, 6], reach: [3, 1, 2, 2], logit: 1 };
    expect(await names([again, dog])).toEqual(['dog 0.88']);
    // of another name they are two things, unless they are at the same place
    const beside: Seen = { name: 'cat', cell: [6, 6], reach: [2, 1, 3, 2], logit: 1 };
    expect(await names([beside, dog])).toEqual(['dog 0.88', 'cat 0.73']);
    expect(await names([{ ...again, name: 'cat' }, dog])).toEqual(['dog 0.88']);
    // and what is less likely than 0.4 is not told
    expect(await names([{ ...dog, logit: Math.log(0.41 / 0.59) }])).toEqual(['dog 0.41']);
    expect(await names([{ ...dog, logit: Math.log(0.39 / 0.61) }])).toEqual([]);
  });
});

const blazeface = (boxes: readonly { cell: number; values: readonly number[]; logit: number }[]) => {
  const outputs = {
    scores16: tensor([1, 512, 1], -10),
    scores32: tensor([1, 384, 1], -10),
    boxes16: tensor([1, 512, 16]),
    boxes32: tensor([1, 384, 16]),
  };
  for (const { cell, values, logit } of boxes) {
    outputs.scores16.data[cell] = logit;
    outputs.boxes16.data.set(values, cell * 16);
  }
  return outputs;
};
/** The cell in row 8 and column 8, whose middle is at (136, 136) of 256. */
const MIDDLE = (8 * 16 + 8) * 2;

describe('detectFaces', () => {
  const answer = blazeface([
    { cell: MIDDLE, logit: 2, values: [4, 8, 40, 20, -10, 0, 10, 0, 0, 5, 0, 9, -20, 0, 20, 0] },
  ]);

  test('puts a face and its points into the part of the photo that was looked at', async () => {
    const square = { x: 100, y: 80, side: 128, angle: 0 };
    const [face, ...others] = await detectFaces(answeringEngine({ blazeface: answer }), PHOTO, square, 0.5);
    expect(others).toEqual([]);
    const place = (x: number, y: number) => [100 + (x - 128) / 2, 80 + (y - 128) / 2] as const;
    const [x, y] = place(140 - 20, 144 - 10);
    expect(face!.box).toEqual({ x, y, width: 20, height: 10 });
    expect(face!.points).toHaveLength(6);
    expect([face!.points[0]!.x, face!.points[0]!.y]).toEqual(place(126, 136));
    expect(face!.square).toEqual({ x: place(140, 144)[0], y: place(140, 144)[1], side: 20, angle: 0 });
  });

  test('of a turned part the box holds all of the face', async () => {
    const square = { x: 100, y: 80, side: 256, angle: Math.PI / 2 };
    const [face] = await detectFaces(answeringEngine({ blazeface: answer }), PHOTO, square, 0.5);
    // right of the middle is now below it
    expect(face!.square.x).toBeCloseTo(100 - 16, 6);
    expect(face!.square.y).toBeCloseTo(80 + 12, 6);
    expect(face!.square.angle).toBeCloseTo(Math.PI / 2, 6);
    expect(face!.box.width).toBeCloseTo(20, 6);
    expect(face!.box.height).toBeCloseTo(40, 6);
  });

  test('shows the network values from -1 to 1', async () => {
    const engine = answeringEngine({ blazeface: answer });
    await detectFaces(engine, PHOTO, { x: 200, y: 100, side: 100, angle: 0 }, 0.5);
    expect([...engine.asked[0]!.input.data.slice(0, 3)].map((v) => Number(v.toFixed(4)))).toEqual([
      -0.6, -0.2, 0.6,
    ]);
  });
});

describe('the mesh of a face', () => {
  const values = (f: (i: number) => readonly number[], count: number) => ({
    shape: [1, 3 * count],
    data: Float32Array.from(Array.from({ length: count }, (_, i) => f(i)).flat()),
  });

  test('lies in one and a half sides around the face', async () => {
    const answer = { score: tensor([1, 1], 0.75), points: values((i) => [96 + i, 96, 2 * i], 3) };
    const mesh = await meshOf(answeringEngine({ facemesh: answer }), PHOTO, {
      x: 200,
      y: 100,
      side: 64,
      angle: 0,
    });
    expect(mesh.score).toBe(0.75);
    // 96 pixels of the photo are the network's 192
    expect(mesh.points.map(({ x }) => x)).toEqual([200, 200.5, 201]);
    expect(mesh.points.map(({ y }) => y)).toEqual([100, 100, 100]);
  });

  test.each(['right', 'left'] as const)('the %s iris is seen from near', async (side) => {
    const { points } = schematicFace({ x: 200, y: 100, height: 100 });
    const iris = values((i) => {
      // the iris' middle and four points 8 pixels from it, and before them the eye's 71 points
      const rim = [
        [0, 0],
        [8, 0],
        [0, -8],
        [-8, 0],
        [0, 8],
      ][i - 71] ?? [-(i / 10), 3];
      return [32 + rim[0]! + 4, 32 + rim[1]!, 0];
    }, 76);
    const engine = answeringEngine({ iris: { points: iris } });
    const found = await eyeOf(engine, PHOTO, points, side);
    const sign = side === 'right' ? -1 : 1;
    const scale = (2.3 * 16) / 64;
    // the network sees a left eye mirrored
    expect(found.iris.x).toBeCloseTo(200 + sign * 17 - sign * 4 * scale, 4);
    expect(found.iris.y).toBeCloseTo(100 - 8, 4);
    expect(found.iris.radius).toBeCloseTo(8 * scale, 4);
    expect([...found.points.keys()]).toEqual([...new Set(IRIS_TO_MESH[side])]);
    expect(found.points.get(IRIS_TO_MESH[side][20]!)!.x).toBeCloseTo(200 + sign * 17 - sign * 2 * scale, 4);
    expect(found.points.get(IRIS_TO_MESH[side][20]!)!.y).toBeCloseTo(92 + 3 * scale, 4);
  });

  test.each([0, 0.7])('the square of a mesh turned by %d is turned with it', (angle) => {
    const at = { x: 120, y: 90, height: 80, angle };
    const square = squareOfMesh(schematicFace(at).points);
    const middle = placer(at)({ x: 0, y: 0 });
    expect(square.angle).toBeCloseTo(angle, 9);
    expect(square.side).toBeCloseTo(80, 6);
    expect(square.x).toBeCloseTo(middle.x, 6);
    expect(square.y).toBeCloseTo(middle.y, 6);
  });
});

describe('findFaces', () => {
  const face = (cell: number, side: number, logit: number) => ({
    cell,
    logit,
    values: [0, 0, side, side, -side / 4, 0, side / 4, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  });
  /** The schematic mesh in the network's 192 pixels, as it is seen around a face. */
  const mesh = (score: number) => {
    const { points } = schematicFace({ x: 96, y: 96, height: 128 });
    return {
      score: tensor([1, 1], score),
      points: { shape: [1, 1404], data: Float32Array.from(points.flatMap(({ x, y }) => [x, y, 0])) },
    };
  };
  const iris = { points: { shape: [1, 228], data: new Float32Array(228).fill(32) } };
  const person = nanodet([{ name: 'person', cell: [6, 6], reach: [3, 3, 3, 3], logit: 2 }]);
  const look = async (answers: Parameters<typeof answeringEngine>[0], regions = [] as never[]) => {
    const engine = answeringEngine({ iris, ...answers });
    return { faces: await findFaces(engine, PHOTO, regions), engine };
  };

  test('takes a face that detector and mesh are sure of, and asks no more', async () => {
    const { faces, engine } = await look({
      blazeface: blazeface([face(MIDDLE, 40, 3)]),
      facemesh: mesh(0.9),
    });
    expect(faces).toHaveLength(1);
    expect(faces[0]!.score).toBeCloseTo(0.9, 6);
    expect(engine.asked.map(({ network }) => network)).toEqual([
      'blazeface',
      'facemesh',
      'facemesh',
      'iris',
      'iris',
    ]);
    // 136 of 256 pixels are 212.5 of the photo's 400 and 112.5 of its 200, as the photo lies in the middle
    expect(faces[0]!.box.x + faces[0]!.box.width / 2).toBeCloseTo(212.5, 0);
  });

  test.each([
    ['the detector doubts', 1.2, 0.9],
    ['the mesh doubts', 3, 0.7],
  ])('one that %s counts as part of a person alone', async (_, logit, score) => {
    const seen = { blazeface: blazeface([face(MIDDLE, 40, logit)]), facemesh: mesh(score) };
    expect((await look({ ...seen, nanodet: person })).faces).toHaveLength(1);
    expect((await look({ ...seen, nanodet: nanodet([]) })).faces).toEqual([]);
    const aside = nanodet([{ name: 'person', cell: [1, 6], reach: [1, 3, 2, 3], logit: 2 }]);
    expect((await look({ ...seen, nanodet: aside })).faces).toEqual([]);
    const dog = nanodet([{ name: 'dog', cell: [6, 6], reach: [3, 3, 3, 3], logit: 2 }]);
    expect((await look({ ...seen, nanodet: dog })).faces).toEqual([]);
  });

  test('leaves out what the mesh takes for no face, at first or set upright', async () => {
    const seen = { blazeface: blazeface([face(MIDDLE, 40, 3)]) };
    expect((await look({ ...seen, facemesh: mesh(0.5) })).faces).toEqual([]);
    const second = (n: number) => mesh(n === 0 ? 0.9 : 0.5);
    expect((await look({ ...seen, facemesh: second })).faces).toEqual([]);
  });

  test('leaves out faces of fewer than 16 pixels, and gives the largest first', async () => {
    const { faces } = await look({
      blazeface: blazeface([face(MIDDLE - 6, 12, 3.2), face(MIDDLE + 8, 30, 3.1), face(MIDDLE - 66, 9, 3)]),
      facemesh: mesh(0.9),
    });
    const sides = faces.map(({ box }) => box.height);
    expect(sides).toHaveLength(2);
    expect(sides[0]).toBeGreaterThan(sides[1]!);
  });

  test('looks at other parts once more from near, and takes a face that both show for one', async () => {
    const engine = answeringEngine({
      iris,
      facemesh: mesh(0.9),
      blazeface: (n) => blazeface(n === 0 ? [face(MIDDLE, 40, 3)] : [face(MIDDLE, 80, 4)]),
    });
    // around the middle of the face that the whole shows, at twice the scale
    const part = { x: 206.25 - 100, y: 106.25 - 100, width: 200, height: 200 };
    const faces = await findFaces(engine, PHOTO, [part]);
    expect(engine.asked.filter(({ network }) => network === 'blazeface')).toHaveLength(2);
    expect(faces).toHaveLength(1);
  });
});

const CELLS = 48;
/** A posture whose parts are in the given cells (row, column) of 48 x 48. */
function movenet(
  parts: Partial<Record<(typeof BODY_PARTS)[number], readonly [number, number]>>,
  score: number,
) {
  const count = BODY_PARTS.length;
  const outputs = {
    centers: tensor([1, CELLS, CELLS, 1]),
    heatmaps: tensor([1, CELLS, CELLS, count]),
    regression: tensor([1, CELLS, CELLS, 2 * count]),
    offsets: tensor([1, CELLS, CELLS, 2 * count]),
  };
  outputs.centers.data[24 * CELLS + 24] = 1;
  BODY_PARTS.forEach((part, k) => {
    const [row, column] = parts[part] ?? [24, 24];
    outputs.heatmaps.data[(row * CELLS + column) * count + k] = score;
    outputs.regression.data.set([row - 24, column - 24], ((24 * CELLS + 24) * count + k) * 2);
  });
  return outputs;
}

describe('bodyIn', () => {
  test('puts points into the box that was looked at, a quarter wider', async () => {
    const engine = answeringEngine({ 'movenet-lightning': movenet({ leftWrist: [12, 36] }, 0.5) });
    const body = await bodyIn(engine, PHOTO, { x: 100, y: 20, width: 100, height: 160 });
    expect(body.nose).toEqual({ x: 150, y: 100, score: 0.5 });
    expect(body.leftWrist).toEqual({ x: 150 + 50, y: 100 - 50, score: 0.5 });
    const { data } = engine.asked[0]!.input;
    const middle = 3 * (96 * 192 + 96);
    expect([...data.slice(middle, middle + 3)].map((v) => Number(v.toFixed(4)))).toEqual([-0.6, -0.2, 0.6]);
  });
});

describe('findLimbParts', () => {
  const posture = {
    leftShoulder: [16, 28],
    rightShoulder: [16, 20],
    leftElbow: [16, 34],
    leftHip: [28, 27],
    rightHip: [28, 21],
  } as const;
  const look = (mask: ReturnType<typeof constantPlane> | null) => ({
    window: { x: 100, y: 0, width: 200, height: 200 },
    image: rgbImage({ width: 400, height: 400 }, new Float32Array(3 * 400 * 400)),
    mask,
  });
  const people = nanodet([{ name: 'person', cell: [6, 6], reach: [3, 3, 3, 3], logit: 2 }]);
  const find = (mask: ReturnType<typeof constantPlane> | null, score = 0.5, nanodetSees = people) => {
    const engine = answeringEngine({ 'movenet-lightning': movenet(posture, score), nanodet: nanodetSees });
    return findPersons(engine, PHOTO)
      .then(({ persons }) => findLimbParts(engine, PHOTO, look(mask), persons))
      .then((limbs) => ({ limbs, engine }));
  };

  test('gives arms and legs in working pixels', async () => {
    const { limbs } = await find(null);
    const [box] = await findObjects(answeringEngine({ nanodet: people }), PHOTO);
    const { x, y, width, height } = box!.box;
    const side = 1.25 * Math.max(width, height);
    const place = ([row, column]: readonly [number, number]) => ({
      x: (x + width / 2 + (column / CELLS - 0.5) * side - 100) * 2,
      y: (y + height / 2 + (row / CELLS - 0.5) * side) * 2,
    });
    const arm = limbs[0]!;
    expect(arm.from.x).toBeCloseTo(place(posture.leftShoulder).x, 3);
    expect(arm.from.y).toBeCloseTo(place(posture.leftShoulder).y, 3);
    expect(arm.to.x).toBeCloseTo(place(posture.leftElbow).x, 3);
    const trunk = (Math.hypot(12, 1) / CELLS) * side * 2;
    expect(arm.radius).toBeCloseTo(0.2 * trunk, 3);
  });

  test('of the subject’s people alone', async () => {
    expect((await find(constantPlane(400, 400, 1))).limbs.length).toBeGreaterThan(0);
    expect((await find(constantPlane(400, 400, 0.5))).limbs.length).toBeGreaterThan(0);
    expect((await find(constantPlane(400, 400, 0.4))).limbs).toEqual([]);
  });

  test('an unsure eye of a person without a face goes, a sure one stays', async () => {
    const engine = answeringEngine({ 'movenet-lightning': movenet(posture, 0.5), nanodet: people });
    const [box] = await findObjects(answeringEngine({ nanodet: people }), PHOTO);
    const window = { x: 0, y: 0, width: PHOTO.width, height: PHOTO.height };
    const [x, y] = [box!.box.x + box!.box.width / 2, box!.box.y + box!.box.height / 2];
    const eye = (likelihood: number) => ({ kind: 'eye' as const, x, y, radius: 3, likelihood });
    const heads = constantPlane(PHOTO.width, PHOTO.height, 0.9);
    const seen = async (likelihood: number) => {
      const shown = { window, image: PHOTO, mask: null, heads, landmarks: [eye(likelihood)] };
      return (await findPeople(engine, PHOTO, shown as unknown as Look, [])).landmarks;
    };
    expect(await seen(0.88)).toEqual([]);
    expect(await seen(0.97)).toEqual([eye(0.97)]);
  });

  test('asks no more where no posture is seen, and takes no dog for a person', async () => {
    const nobody = await find(null, 0.3);
    expect(nobody.limbs).toEqual([]);
    expect(nobody.engine.asked.map(({ network }) => network)).toEqual(['movenet-lightning']);
    const dog = nanodet([{ name: 'dog', cell: [6, 6], reach: [3, 3, 3, 3], logit: 2 }]);
    expect((await find(null, 0.5, dog)).limbs).toEqual([]);
  });
});
