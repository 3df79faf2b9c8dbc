import { expect, test } from 'vitest';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { lookAtPhoto } from '../../src/photo/look.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { loadTeacher } from '../../src/teachers/registry.ts';
import { type EXAMPLES, examplePath } from '../helpers/examples.ts';
import { testEngine } from '../helpers/network.ts';
import { planeOf } from '../helpers/pictures.ts';

const engine = await testEngine('onnx');
const teacher = await loadTeacher('dinov2-small');

/** Landmarks in percent of the photo's width and height. */
async function landmarksOf(name: (typeof EXAMPLES)[number]): Promise<Landmark[]> {
  const photo = await readPhoto(examplePath(name));
  const { window, image, landmarks } = await lookAtPhoto(photo, 'auto', teacher.reader(engine));
  return landmarks.map((landmark) => ({
    ...landmark,
    x: (100 * (window.x + (landmark.x * window.width) / image.width)) / photo.image.width,
    y: (100 * (window.y + (landmark.y * window.height) / image.height)) / photo.image.height,
  }));
}

/** Read off the photos with a ruler. */
const EYES = {
  'grace-hopper': [
    { x: 43.3, y: 31.8 },
    { x: 59.8, y: 31.2 },
  ],
  duck: [{ x: 68.2, y: 26.6 }],
};

test.each(['grace-hopper', 'duck'] as const)('%s: eyes are where a person sees them', async (name) => {
  const eyes = (await landmarksOf(name)).filter(({ kind }) => kind === 'eye');
  for (const seen of EYES[name]) {
    const nearest = eyes.find(({ x, y }) => Math.hypot(x - seen.x, y - seen.y) < 1.5);
    expect(nearest?.radius).toBeGreaterThan(0);
  }
});

test('a balloon has no face', async () => {
  expect(await landmarksOf('balloon')).toEqual([]);
});

test('what the mask leaves out has no face either', async () => {
  const photo = await readPhoto(examplePath('grace-hopper'));
  const { width, height } = photo.image;
  const below = planeOf(width, height, (_, y) => (y > 0.6 * height ? 1 : 0));
  const { landmarks } = await lookAtPhoto(photo, below, teacher.reader(engine));
  expect(landmarks).toEqual([]);
});

test('where faces are not wanted, none is looked for', async () => {
  const photo = await readPhoto(examplePath('duck'));
  const blind = { ...teacher.reader(engine), face: () => Promise.reject(new Error('looked')) };
  const { landmarks } = await lookAtPhoto(photo, 'auto', blind, false);
  expect(landmarks).toEqual([]);
});
