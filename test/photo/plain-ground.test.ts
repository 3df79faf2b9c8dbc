import type { SKRSContext2D } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { MASK, refineMask } from '../../src/photo/mask.ts';
import { findPlainGround, GROUND, SHADE, THING } from '../../src/photo/plain-ground.ts';
import { oklabPlanes } from '../../src/raster/colour.ts';
import type { Plane, RgbImage } from '../../src/raster/raster.ts';
import { constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const SIZE = 200;

/** A pink gradient with a soft vertical change of light, and what is drawn on it. */
function onGradient(draw: (context: SKRSContext2D) => void): RgbImage {
  return drawPicture(SIZE, SIZE, (context) => {
    const light = context.createLinearGradient(0, 0, SIZE, SIZE);
    light.addColorStop(0, '#f0a0b8');
    light.addColorStop(1, '#c87890');
    context.fillStyle = light;
    context.fillRect(0, 0, SIZE, SIZE);
    draw(context);
  });
}

/** A brown cone under a pale scoop, with a soft shadow to its right. */
function iceCream(context: SKRSContext2D): void {
  const shadow = context.createRadialGradient(140, 172, 2, 140, 172, 45);
  shadow.addColorStop(0, 'rgba(0, 0, 0, 0.4)');
  shadow.addColorStop(1, 'rgba(0, 0, 0, 0)');
  context.fillStyle = shadow;
  context.fillRect(90, 120, 110, 80);
  fillCircle(context, 100, 60, 32, '#f6efdc');
  context.fillStyle = '#9a6428';
  context.beginPath();
  context.moveTo(70, 75);
  context.lineTo(130, 75);
  context.lineTo(100, 175);
  context.fill();
}

/** The network sees the scoop alone. */
const scoopOnly = planeOf(SIZE, SIZE, (x, y) => 1 / (1 + Math.exp((Math.hypot(x - 100, y - 58) - 30) / 5)));

/** A busy ground of many colours. */
function busy(context: SKRSContext2D): void {
  for (let i = 0; i < 900; i++) {
    context.fillStyle = `hsl(${(i * 97) % 360} 60% ${20 + ((i * 37) % 60)}%)`;
    context.fillRect((i * 53) % SIZE, (i * 89) % SIZE, 14, 14);
  }
}

const groundOf = (image: RgbImage, map: Plane | null) => findPlainGround(oklabPlanes(image), map);

const at = (plane: ArrayLike<number>, x: number, y: number) => plane[y * SIZE + x];

/** The mask, and the one without looking at the ground. */
function masks(image: RgbImage, map: Plane) {
  const blind = { ...MASK, ground: { ...MASK.ground, mostNoise: -1 } };
  return { mask: refineMask(image, map)?.data, blind: refineMask(image, map, blind)?.data };
}

describe('a plain ground', () => {
  it('is told from things and from soft shadows on it, under a gradient', () => {
    const { kinds } = groundOf(onGradient(iceCream), scoopOnly)!;
    expect([at(kinds, 10, 10), at(kinds, 190, 20), at(kinds, 30, 180)]).toEqual([GROUND, GROUND, GROUND]);
    expect([at(kinds, 100, 60), at(kinds, 100, 120), at(kinds, 100, 160)]).toEqual([THING, THING, THING]);
    expect(at(kinds, 140, 172)).toBe(SHADE);
  });

  it('is none where the frame is busy', () => {
    const image = drawPicture(SIZE, SIZE, busy);
    expect(groundOf(image, scoopOnly)).toBeNull();
  });

  it('is none where the photo’s lower part is another ground, which the network denies', () => {
    const image = onGradient((c) => {
      c.fillStyle = '#205020';
      c.fillRect(0, 150, SIZE, 50);
    });
    expect(groundOf(image, scoopOnly)).toBeNull();
    expect(
      groundOf(
        image,
        planeOf(SIZE, SIZE, (_, y) => Number(y > 150)),
      ),
    ).not.toBeNull();
  });

  it('is found where the subject is cut by the frame', () => {
    const image = onGradient((c) => {
      c.fillStyle = '#204060';
      c.fillRect(60, 60, 80, 140);
    });
    const map = planeOf(SIZE, SIZE, (x, y) => Number(x > 60 && x < 140 && y > 60));
    const { kinds } = groundOf(image, map)!;
    expect([at(kinds, 100, 190), at(kinds, 30, 190), at(kinds, 170, 190)]).toEqual([THING, GROUND, GROUND]);
  });
});

describe('the mask on a plain ground', () => {
  it('holds a cone that the network misses, and not its shadow', () => {
    const { mask, blind } = masks(onGradient(iceCream), scoopOnly);
    expect(at(blind!, 100, 150)).toBeLessThan(0.2);
    for (const y of [40, 90, 120, 150, 165]) expect(at(mask!, 100, y)).toBeGreaterThan(0.9);
    expect(at(mask!, 150, 172)).toBeLessThan(0.1);
    expect(at(mask!, 20, 100)).toBeLessThan(0.05);
  });

  it('keeps a thin handle, and the hole in it', () => {
    const image = onGradient((c) => {
      c.fillStyle = '#204060';
      c.fillRect(50, 60, 70, 90);
      c.strokeStyle = '#204060';
      c.lineWidth = 4;
      c.beginPath();
      c.arc(120, 105, 30, -Math.PI / 2, Math.PI / 2);
      c.stroke();
    });
    const map = planeOf(SIZE, SIZE, (x, y) => {
      const body = 1 / (1 + Math.exp((Math.max(Math.abs(x - 85) - 35, Math.abs(y - 105) - 45) + 2) / 5));
      return Math.max(body, Math.hypot(x - 120, y - 105) < 30 ? 0.45 : 0);
    });
    const mask = masks(image, map).mask!;
    expect(at(mask, 150, 105)).toBeGreaterThan(0.8);
    expect(at(mask, 141, 84)).toBeGreaterThan(0.8);
    expect(at(mask, 134, 105)).toBeLessThan(0.2);
  });

  it('leaves out things that the network denies: what stands apart, and what the frame cuts off', () => {
    const image = onGradient((c) => {
      iceCream(c);
      fillCircle(c, 30, 100, 12, '#204060');
      c.fillStyle = '#204060';
      c.fillRect(125, 60, 75, 3);
    });
    const { mask } = masks(image, scoopOnly);
    expect(at(mask!, 30, 100)).toBe(0);
    expect(at(mask!, 180, 61)).toBeLessThan(0.1);
    expect(at(mask!, 100, 150)).toBeGreaterThan(0.9);
  });

  it('is the largest thing where the network finds nothing', () => {
    const image = onGradient((c) => {
      fillCircle(c, 100, 100, 40, '#204060');
      fillCircle(c, 170, 30, 10, '#204060');
    });
    const { mask, blind } = masks(image, constantPlane(SIZE, SIZE, 0.5));
    expect(blind).toBeUndefined();
    expect(at(mask!, 100, 100)).toBeGreaterThan(0.9);
    expect(at(mask!, 170, 30)).toBeLessThan(0.1);
  });

  it('changes nothing on a busy ground', () => {
    const image = drawPicture(SIZE, SIZE, (c) => {
      busy(c);
      fillCircle(c, 100, 60, 32, '#f6efdc');
    });
    const { mask, blind } = masks(image, scoopOnly);
    expect(mask).toEqual(blind);
  });
});

describe('a picture turned over', () => {
  /** Light that falls off towards one corner, unevenly, and a disc. */
  const lit = drawPicture(SIZE, SIZE, (context) => {
    const light = context.createRadialGradient(30, 60, 10, 30, 60, 260);
    light.addColorStop(0, '#ffe8d8');
    light.addColorStop(1, '#a06850');
    context.fillStyle = light;
    context.fillRect(0, 0, SIZE, SIZE);
    fillCircle(context, 120, 90, 30, '#204080');
  });
  const flips: Record<string, (x: number, y: number) => [number, number]> = {
    'from side to side': (x, y) => [SIZE - 1 - x, y],
    'upside down': (x, y) => [x, SIZE - 1 - y],
  };

  it.each(Object.keys(flips))('%s has the same ground, turned over', (name) => {
    const at = (i: number) => {
      const [x, y] = flips[name]!(i % SIZE, Math.floor(i / SIZE));
      return y * SIZE + x;
    };
    const data = lit.data.map((_, k) => lit.data[3 * at(Math.floor(k / 3)) + (k % 3)]!);
    const [one, other] = [groundOf(lit, null)!, groundOf({ ...lit, data }, null)!];
    expect(one).not.toBeNull();
    let most = 0;
    other.difference.forEach((v, i) => {
      most = Math.max(most, Math.abs(v - one.difference[at(i)]!));
    });
    // in tolerances, of which 1 tells a thing from the ground: robust fits weigh a few cells otherwise
    expect(most).toBeLessThan(0.2);
  });
});
