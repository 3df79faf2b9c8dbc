import { describe, expect, it } from 'vitest';
import type { WholeLook } from '../../src/photo/look.ts';
import type { DetectedObject } from '../../src/seeing/objects.ts';
import { covers } from '../../src/things/region.ts';
import { tellThings } from '../../src/things/tell.ts';
import { boxOf, type Disc, lookAtDiscs, ONE_OPINION, seesColours } from '../helpers/whole-look.ts';

const RED: Disc = { x: 70, y: 90, radius: 45, colour: [0.9, 0.1, 0.1] };
const BLUE: Disc = { x: 180, y: 170, radius: 50, colour: [0.1, 0.2, 0.9] };
const area = ({ radius }: Disc) => (Math.PI * radius * radius) / 256 ** 2;
const found = (name: string, disc: Disc, score = 0.7) => ({ name, score, box: boxOf(disc) });

describe('tellThings', () => {
  const tell = (look: WholeLook, detections: readonly DetectedObject[] = [], reader = ONE_OPINION) =>
    tellThings(look.image, look, detections, reader);

  it('takes each part of the subject for a thing of its own, without a name where none was detected', async () => {
    const look = lookAtDiscs([RED, BLUE]);
    const things = await tell(look);
    expect(things.map(({ number, name }) => [number, name])).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(things[0].share).toBeCloseTo(area(BLUE), 2);
    expect(things[0].likelihood).toBeCloseTo(1, 3);
    expect(things[1].share).toBeCloseTo(area(RED), 2);
  });

  it('names what the detector found, and measures it', async () => {
    const look = lookAtDiscs([RED, BLUE]);
    const [thing, other] = await tell(look, [found('apple', RED), found('sports ball', BLUE, 0.2)]);
    expect([thing.name, other.name]).toEqual([null, 'apple']);
    expect(other.likelihood).toBe(0.7);
    expect(other.box.x).toBeCloseTo(25, -0.5);
    expect(other.box.width).toBeCloseTo(90, -0.5);
    expect(other.prominence + thing.prominence).toBeCloseTo(1, 2);
  });

  it('divides things that stand before one another', async () => {
    const near: Disc = { ...BLUE, x: 120, y: 120 };
    const look = lookAtDiscs([RED, near]);
    const things = await tell(look, [found('apple', RED), found('sports ball', near)]);
    const apple = things.find(({ name }) => name === 'apple')!;
    const ball = things.find(({ name }) => name === 'sports ball')!;
    expect(ball.share).toBeCloseTo(area(near), 1.7);
    expect(covers(ball, 95, 110)).toBe(true);
    expect(covers(apple, 95, 110)).toBe(false);
    expect(covers(apple, 45, 80)).toBe(true);
    expect(covers(ball, 45, 80)).toBe(false);
  });

  it('gives a thing beside the subject a mask of its own', async () => {
    const look = lookAtDiscs([RED, { ...BLUE, subject: false }]);
    const things = await tell(look, [found('sports ball', BLUE)]);
    expect(things.map(({ name }) => name)).toEqual([null, 'sports ball']);
    expect(things[1].share).toBeCloseTo(area(BLUE), 1.7);
    expect(things[1].prominence).toBeLessThan(0.05);
  });

  it('draws a thing beside the subject as a second opinion sees it where its patches are wider', async () => {
    const wide: Disc = { x: 180, y: 170, radius: 50, colour: [0.5, 0.5, 0.56], subject: false };
    const narrow: Disc = { ...wide, radius: 34, colour: [0.5, 0.5, 0.62] };
    const look = lookAtDiscs([RED, wide, narrow]);
    const shareIn = async (reader: typeof ONE_OPINION) =>
      (await tell(look, [found('sports ball', wide)], reader))[1].share;
    expect(await shareIn(ONE_OPINION)).toBeCloseTo(area(wide), 1.5);
    expect(await shareIn(seesColours(0.09))).toBeCloseTo(area(narrow), 2);
  });

  it('takes all of a thing though its box held half of it', async () => {
    const look = lookAtDiscs([RED]);
    const { x, y, width, height } = boxOf(RED);
    const things = await tell(look, [
      { name: 'apple', score: 0.7, box: { x, y, width: width * 0.55, height } },
    ]);
    expect(things).toHaveLength(1);
    expect(things[0].share).toBeCloseTo(area(RED), 2);
  });

  it('leaves a detail to the thing that it is on, and tells it too', async () => {
    const button: Disc = { x: 60, y: 80, radius: 12, colour: [0.9, 0.9, 0.1] };
    const look = lookAtDiscs([RED, button]);
    const things = await tell(look, [found('person', RED), found('clock', button)]);
    expect(things.map(({ name }) => name)).toEqual(['person', 'clock']);
    expect(things[0].share).toBeCloseTo(area(RED), 2);
    expect(covers(things[0], 60, 80)).toBe(true);
    expect(covers(things[1], 60, 80)).toBe(true);
  });

  it('leaves specks out', async () => {
    const look = lookAtDiscs([RED, { ...BLUE, radius: 6 }]);
    expect(await tell(look)).toHaveLength(1);
  });

  it('tells nothing where nothing stands out', async () => {
    const look = { ...lookAtDiscs([]), mask: null };
    expect(await tell(look)).toEqual([]);
  });
});
