import { afterAll, describe, expect, it } from 'vitest';
import { type Aside, startAside } from '../../src/aside/aside.ts';
import { networksAside } from '../../src/aside/networks.ts';
import { setNativeEnvironment } from '../../src/compute/native-environment.ts';
import { createOnnxEngine } from '../../src/compute/onnx.ts';
import type { PhotoReader } from '../../src/photo/reader.ts';
import { findBoundaries } from '../../src/seeing/boundaries.ts';
import { constantPlane, drawPicture, fillCircle } from '../helpers/pictures.ts';
import '../helpers/patience.ts';

/** The built thread: Node.js cannot run the source's own. */
const THREAD = new URL('../../dist/aside/thread.js', import.meta.url);
const ON = { threads: 1, cache: false, assets: undefined };

const picture = drawPicture(96, 64, (c) => fillCircle(c, 40, 30, 20, '#a04020'));
const own = (answer: number) => {
  const map = constantPlane(96, 64, answer);
  return { boundaries: async () => ({ near: map, afar: map }) } as Partial<PhotoReader> as PhotoReader;
};

setNativeEnvironment();
const aside = startAside(undefined, THREAD);
afterAll(() => aside.dispose());

it('finds in the second thread what is found here, to the bit', async () => {
  const there = await networksAside(aside, ON).reader(own(2)).boundaries(picture);
  const engine = await createOnnxEngine({ threads: 1 });
  expect(there).toEqual(await findBoundaries(engine, picture));
  engine.dispose();
});

it('leaves to the reader what the second thread fails at', async () => {
  const elsewhere = networksAside(aside, { ...ON, assets: '/nowhere' });
  expect(await elsewhere.reader(own(0.5)).boundaries(picture)).toEqual(await own(0.5).boundaries(picture));
});

describe('while a network runs', () => {
  const running = (of: Aside) => networksAside(of, ON).reader(own(2)).boundaries(picture);

  it('the thread ends when that is done, and what was asked is told at once', async () => {
    const ending = startAside(undefined, THREAD);
    const result = running(ending);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const ended = ending.dispose();
    await expect(result).rejects.toThrow('disposed of');
    await ended;
  });
});
