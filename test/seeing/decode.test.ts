import { expect, test } from 'vitest';
import { BLAZEFACE_SIZE, decodeFaces, lineAngle } from '../../src/seeing/blazeface.ts';
import { BODY_PARTS, decodeBody } from '../../src/seeing/bodies.ts';
import { COCO_NAMES } from '../../src/seeing/coco-names.ts';
import { decodeObjects } from '../../src/seeing/objects.ts';

const tensor = (shape: number[], fill = 0) => ({
  shape,
  data: new Float32Array(shape.reduce((n, size) => n * size, 1)).fill(fill),
});

test('a face box is told from the middle of its cell', () => {
  const outputs = {
    scores16: tensor([1, 512, 1], -10),
    scores32: tensor([1, 384, 1], -10),
    boxes16: tensor([1, 512, 16]),
    boxes32: tensor([1, 384, 16]),
  };
  // The second box of the cell in row 1, column 2 of the finer map, whose middle is at (40, 24).
  const index = (16 + 2) * 2 + 1;
  outputs.scores16.data[index] = 2;
  outputs.boxes16.data.set([4, -2, 30, 20, -5, 0, 5, 1], index * 16);
  const [face, ...others] = decodeFaces(outputs, 0.5);
  expect(others).toEqual([]);
  expect(face!.score).toBeCloseTo(0.8808, 3);
  expect(face!.box).toEqual({ x: 44 - 15, y: 22 - 10, width: 30, height: 20 });
  expect(face!.points.slice(0, 2)).toEqual([
    { x: 35, y: 24 },
    { x: 45, y: 25 },
  ]);
  expect(decodeFaces(outputs, 0.9)).toEqual([]);
  // The last cell of the coarser map.
  outputs.scores32.data[383] = 3;
  expect(decodeFaces(outputs, 0.9)[0]!.box).toMatchObject({ x: BLAZEFACE_SIZE - 16, y: BLAZEFACE_SIZE - 16 });
});

test('the line of the eyes turns clockwise', () => {
  expect(lineAngle({ x: 0, y: 0 }, { x: 2, y: 0 })).toBe(0);
  expect(lineAngle({ x: 0, y: 0 }, { x: 0, y: 3 })).toBeCloseTo(Math.PI / 2);
  expect(lineAngle({ x: 5, y: 7 }, { x: 8, y: 10 })).toBeCloseTo(Math.PI / 4);
});

test('a thing reaches as far as the likeliest distances say', () => {
  const values = COCO_NAMES.length + 44;
  const outputs = {
    stride8: tensor([1, 52, 52, values], -9),
    stride16: tensor([1, 26, 26, values], -9),
    stride32: tensor([1, 13, 13, values], -9),
  };
  const cell = 3 * 13 + 5;
  const from = cell * values;
  outputs.stride32.data[from + COCO_NAMES.indexOf('dog')] = 1;
  // Left 2 strides, top between 1 and 2, right 0, bottom 10.
  const sure = (side: number, bin: number) => {
    outputs.stride32.data[from + COCO_NAMES.length + side * 11 + bin] = 60;
  };
  sure(0, 2);
  sure(1, 1);
  sure(1, 2);
  sure(2, 0);
  sure(3, 10);
  const [dog, ...others] = decodeObjects(outputs, 0.5);
  expect(others).toEqual([]);
  expect(dog!.name).toBe('dog');
  expect(dog!.score).toBeCloseTo(0.731, 3);
  expect(dog!.box.x).toBeCloseTo(5.5 * 32 - 64);
  expect(dog!.box.y).toBeCloseTo(3.5 * 32 - 48);
  expect(dog!.box.width).toBeCloseTo(64);
  expect(dog!.box.height).toBeCloseTo(48 + 320);
});

test('a body point is the likeliest cell near where the middle of the body expects it', () => {
  const [cells, parts] = [48 * 48, BODY_PARTS.length];
  const outputs = {
    centers: tensor([1, 48, 48, 1]),
    heatmaps: tensor([1, 48, 48, parts]),
    regression: tensor([1, 48, 48, 2 * parts]),
    offsets: tensor([1, 48, 48, 2 * parts]),
  };
  const at = (row: number, column: number) => row * 48 + column;
  outputs.centers.data[at(20, 30)] = 1;
  const wrist = BODY_PARTS.indexOf('leftWrist');
  outputs.regression.data.set([5, -4], (at(20, 30) * parts + wrist) * 2);
  outputs.heatmaps.data[at(25, 27) * parts + wrist] = 0.6;
  outputs.heatmaps.data[at(2, 2) * parts + wrist] = 0.9; // someone else's
  outputs.offsets.data.set([0.25, -0.5], (at(25, 27) * parts + wrist) * 2);
  // each part is expected where the regression says of it
  const ankle = BODY_PARTS.indexOf('rightAnkle');
  outputs.regression.data.set([18, 10], (at(20, 30) * parts + ankle) * 2);
  outputs.heatmaps.data[at(38, 40) * parts + ankle] = 0.5;
  outputs.heatmaps.data[at(2, 20) * parts + ankle] = 0.5;
  outputs.heatmaps.data[at(20, 30) * parts + ankle] = 0.5;
  expect(cells).toBe(outputs.centers.data.length);
  const body = decodeBody(outputs);
  expect(body[ankle]).toEqual({ x: 40 / 48, y: 38 / 48, score: 0.5 });
  expect(body[wrist]).toEqual({
    x: 26.5 / 48,
    y: 25.25 / 48,
    score: outputs.heatmaps.data[at(25, 27) * parts + wrist],
  });
});
