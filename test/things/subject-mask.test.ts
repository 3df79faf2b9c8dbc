import { describe, expect, it } from 'vitest';
import { type ChoosableLook, maskOfChoice } from '../../src/things/subject-mask.ts';
import { tellThings } from '../../src/things/tell.ts';
import { boxOf, type Disc, lookAtDiscs, ONE_OPINION } from '../helpers/whole-look.ts';

const RED: Disc = { x: 60, y: 70, radius: 40, colour: [0.9, 0.1, 0.1] };
const BLUE: Disc = { x: 190, y: 190, radius: 45, colour: [0.1, 0.2, 0.9] };
const GREEN: Disc = { x: 195, y: 60, radius: 28, colour: [0.1, 0.8, 0.2], subject: false };

const whole = lookAtDiscs([RED, BLUE, GREEN]);
const things = await tellThings(
  whole.image,
  whole,
  [
    { name: 'dog', score: 0.7, box: boxOf(RED) },
    { name: 'bicycle', score: 0.6, box: boxOf(BLUE) },
  ],
  ONE_OPINION,
);
const look: ChoosableLook = {
  photo: { image: whole.image, alpha: null, originalWidth: 512, originalHeight: 512 },
  whole,
  things,
  byPhrase: async (phrase) => things.filter(() => phrase === 'something round').slice(0, 1),
  reader: ONE_OPINION,
};

/** Which of the discs are in the mask. */
async function drawn(subject: string, exclude = 'none'): Promise<string> {
  const {
    mask: { data },
  } = await maskOfChoice({ subject, exclude }, look);
  const at = ({ x, y }: Disc) => data[y * 256 + x] >= 0.5;
  return [at(RED) && 'red', at(BLUE) && 'blue', at(GREEN) && 'green'].filter(Boolean).join(' ');
}

describe('maskOfChoice', () => {
  it.each([
    ['dog', 'red'],
    ['the bike', 'blue'],
    ['dogs,bicycles', 'red blue'],
    ['1', 'blue'],
    ['2', 'red'],
    ['1;2', 'red blue'],
    ['all', 'red blue'],
    // in the photo's own pixels, twice those that it was read at
    ['120,140', 'red'],
    ['120,140;380,380', 'red blue'],
    ['74%,75%', 'blue'],
    ['40,60,160,160', 'red'],
    ['334,64,112,112', 'green'],
    ['something round', 'blue'],
  ])('draws of %s %s', async (subject, expected) => {
    expect(await drawn(subject)).toBe(expected);
  });

  it.each([
    ['auto', 'dog', 'blue'],
    ['all', '1', 'red'],
    ['auto', 'cat', 'red blue'],
    ['all', '380,380', 'red'],
  ])('draws of %s without %s %s', async (subject, exclude, expected) => {
    expect(await drawn(subject, exclude)).toBe(expected);
  });

  it.each([
    ['cat', 'none', /There is no cat in this photo for subject; found: 1 bicycle, 2 dog/],
    ['7', 'none', /There is no thing 7 for subject; found: 1 bicycle, 2 dog/],
    ['600,20', 'none', /The point 600,20 for subject lies outside of the photo, which is 512 x 512/],
    ['1,2', 'none', /Nothing stands at 1,2 .* for two things write '1;2'/],
    ['250,250', 'none', /Nothing stands at 250,250 for subject; found: 1 bicycle, 2 dog$/],
    ['600,0,20,20', 'none', /The box 600,0,20,20 for subject holds nothing of the photo/],
    ['something square', 'none', /There is no something square/],
    ['dog', 'dog', /Nothing is left to draw/],
    ['auto', '9', /There is no thing 9 for exclude/],
  ])('refuses %s without %s', async (subject, exclude, message) => {
    await expect(drawn(subject, exclude)).rejects.toThrow(message);
    await expect(drawn(subject, exclude)).rejects.toMatchObject({ code: 'subject' });
  });
});
