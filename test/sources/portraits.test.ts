import { expect, test } from 'vitest';
import { drawPortraits, roomForPortraits } from '../../src/sources/portraits.ts';
import { strokeCount } from '../../src/strokes/stroke.ts';
import { drawingOfFace } from '../helpers/face-drawing.ts';

const trail = (y: number) => Array.from({ length: 5 }, (_, i) => ({ x: 20 + 10 * i, y }));
const drawing = drawingOfFace([
  { kind: 'mouth', trail: trail(78), clearness: 1 },
  { kind: 'hairline', trail: trail(10), clearness: 1 },
  { kind: 'brow', side: 'right', trail: trail(30), clearness: 1 },
  { kind: 'brow', side: 'left', trail: trail(31), clearness: 1 },
  { kind: 'noseSide', side: 'right', trail: trail(60), clearness: 1 },
  { kind: 'jaw', side: 'right', trail: trail(95), clearness: 1 },
  { kind: 'jaw', side: 'left', trail: trail(96), clearness: 1 },
  { kind: 'lowerLip', trail: trail(85), clearness: 1 },
]);
const portrait = (heightOnPaper: number) => ({ drawing, heightOnPaper });

test('a head-and-shoulders portrait of 16 strokes spends 9 or 10 on the face, a small figure two', () => {
  expect(roomForPortraits(16, [portrait(110)])).toBe(10);
  expect(roomForPortraits(16, [portrait(75)])).toBe(9);
  expect(roomForPortraits(16, [portrait(20)])).toBeGreaterThanOrEqual(2);
  expect(roomForPortraits(16, [portrait(20)])).toBeLessThanOrEqual(4);
  expect(roomForPortraits(16, [])).toBe(0);
  expect(roomForPortraits(5, [portrait(82)])).toBe(0);
});

test('no more strokes are drawn than there is room for', () => {
  for (const count of [6, 8, 12, 16, 32]) {
    const found = [portrait(80), portrait(40)];
    const strokes = strokeCount(drawPortraits(found, count, () => true));
    expect(strokes).toBeLessThanOrEqual(roomForPortraits(count, found));
    expect(strokes).toBeGreaterThan(0);
  }
  expect(strokeCount(drawPortraits([portrait(80)], 5, () => true))).toBe(0);
  expect(strokeCount(drawPortraits([], 16, () => true))).toBe(0);
});

test('faces give up to two strokes to an outline that cannot be drawn without, and none to one that cannot be drawn at all', () => {
  const room = roomForPortraits(8, [portrait(90)]);
  const strokes = (least: number) => strokeCount(drawPortraits([portrait(90)], 8, (k) => k >= least));
  expect(strokes(8 - room)).toBe(room);
  expect(strokes(8 - room + 1)).toBe(room - 1);
  expect(strokes(8 - room + 2)).toBe(room - 2);
  expect(strokes(8 - room + 3)).toBe(room);
});

test('faces of a group are drawn alike: what does not go round is left to the outline', () => {
  for (const count of [9, 11, 12, 14, 16]) {
    const found = [portrait(60), portrait(60)];
    const room = roomForPortraits(count, found);
    expect(strokeCount(drawPortraits(found, count, () => true))).toBe(2 * Math.floor(room / 2));
  }
});

test('a group of four has two dots each, or no faces', () => {
  const four = [30, 30, 28, 26].map(portrait);
  const strokes = [8, 16, 48].map((count) => strokeCount(drawPortraits(four, count, () => true)));
  expect(strokes).toEqual([0, 8, 20]);
  // several heights count by the root of their number
  expect(roomForPortraits(100, [22.4, 22.4, 22.4, 22.4].map(portrait))).toBe(38);
});

test('room grows with the height of faces on the paper, from 8 % of the strokes to 62 %', () => {
  const rooms = [0, 22.4, 44.8, 67.2, 112].map((height) => roomForPortraits(100, [portrait(height)]));
  // 0.08 + 1.5 x 0.1, 0.2, 0.3 of the side
  expect(rooms).toEqual([8, 23, 38, 53, 62]);
  expect(roomForPortraits(100)).toBe(62);
  expect(roomForPortraits(6)).toBe(4);
});
