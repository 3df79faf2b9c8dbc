import { expect, it } from 'vitest';
import { readPhoto } from '../../src/photo/read.ts';

it.each<[string, unknown]>([
  ['a list', Array.from({ length: 300 }, () => 9)],
  ['floating point numbers', new Float32Array(300)],
  ['16 bit numbers', new Uint16Array(300)],
  ['no data', undefined],
])('pixels as %s are refused, and it is said what is expected', async (_, data) => {
  const source = { data, width: 10, height: 10 } as never;
  await expect(readPhoto(source)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/of 8 bit pixels for the photo but received object$/),
  });
});

it('pixels of 8 bits are read in as many channels as there are, up to four', async () => {
  for (const channels of [1, 2, 3, 4]) {
    const data = new Uint8ClampedArray(100 * channels).fill(51);
    const { image, originalWidth } = await readPhoto({ data, width: 10, height: 10 });
    expect(originalWidth).toBe(10);
    expect(image.channels).toBe(3);
  }
  const five = { data: new Uint8Array(500), width: 10, height: 10 };
  await expect(readPhoto(five)).rejects.toMatchObject({ code: 'usage' });
});
