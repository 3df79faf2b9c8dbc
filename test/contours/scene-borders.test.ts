import { describe, expect, it } from 'vitest';
import { findSceneBorders } from '../../src/contours/scene-borders.ts';
import { type Chain, pointsOf, polylineLength } from '../../src/lines/polyline.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 160;
const flat = planeOf(SIZE, SIZE, () => 0);
/** A bright sky over a dark ground whose upper half is striped, as grass is. */
const lightness = planeOf(SIZE, SIZE, (x, y) => {
  if (y < 60) return 0.9;
  return y < 110 ? 0.3 + 0.03 * Math.sin(x) : 0.35;
});
const colours = [lightness, flat, flat];
const disc = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 80, y - 60) < 30 ? 1 : 0));

const strongest = (chains: readonly Chain[]) => chains.toSorted((a, b) => says(b) - says(a))[0];
const says = ({ strength }: Chain) => strength.reduce((sum, v) => sum + v, 0);

describe('findSceneBorders', () => {
  it('draws the horizon whole', () => {
    const line = strongest(findSceneBorders([], colours, null));
    expect(polylineLength(line.xy)).toBeGreaterThan(0.9 * SIZE);
    for (const [, y] of pointsOf(line.xy)) expect(Math.abs(y - 60)).toBeLessThan(4);
  });

  it('leaves texture alone', () => {
    const most = Math.max(...findSceneBorders([], colours, null).map(says));
    const inTexture = findSceneBorders([], colours, null).filter(({ xy }) =>
      pointsOf(xy).every(([, y]) => y > 70 && y < 105),
    );
    for (const line of inTexture) expect(says(line)).toBeLessThan(0.2 * most);
  });

  it('stops at the outlines of things', () => {
    const chains = findSceneBorders([], colours, disc);
    const horizon = chains.filter(({ xy }) => pointsOf(xy).some(([, y]) => Math.abs(y - 60) < 3));
    expect(horizon.length).toBeGreaterThanOrEqual(2);
    for (const [x, y] of chains.flatMap(({ xy }) => pointsOf(xy)))
      expect(Math.hypot(x - 80, y - 60)).toBeGreaterThan(27);
  });

  it('tells regions by what the network sees in them where colours are alike', () => {
    const halves = planeOf(SIZE, SIZE, (x) => (x < 80 ? 1 : -1));
    const faint = planeOf(SIZE, SIZE, (x) => (x < 80 ? 0.5 : 0.52));
    const line = strongest(findSceneBorders([halves], [faint, flat, flat], null));
    for (const [x] of pointsOf(line.xy)) expect(Math.abs(x - 80)).toBeLessThan(6);
  });
});
