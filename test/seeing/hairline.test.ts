import { describe, expect, test } from 'vitest';
import { findHairline } from '../../src/seeing/hairline.ts';
import { IN_VIEW, placer, schematicHead } from '../helpers/schematic-face.ts';

const SKIN = 0.75;
const toView = placer(IN_VIEW);
/** A hairline's points in heights of the face, from its middle. */
const inHeights = (trail: readonly { x: number; y: number }[]) =>
  trail.map(({ x, y }) => ({
    x: (x - IN_VIEW.x) / IN_VIEW.height,
    y: (y - IN_VIEW.y) / IN_VIEW.height,
  }));

describe('findHairline', () => {
  test('follows the brim of a dark hat, from the right temple to the left', () => {
    const head = schematicHead((_, y) => (y < -0.4 ? 0.2 : SKIN));
    const { trail, clearness } = findHairline(head);
    const points = inHeights(trail);
    expect(clearness).toBeGreaterThan(0.95);
    expect(clearness).toBeLessThanOrEqual(1);
    for (const { y } of points) expect(Math.abs(y + 0.4)).toBeLessThan(0.03);
    const xs = points.map(({ x }) => x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(xs[0]! + xs.at(-1)!).toBeCloseTo(0, 1);
    expect(xs.at(-1)!).toBeGreaterThan(0.2);
  });

  test('follows a head whose forehead is higher than the mesh says', () => {
    const radius = (x: number, y: number) => Math.hypot(x / 0.38, y / 0.5);
    const head = schematicHead((x, y) => (radius(x, y) > 1.1 ? 0.95 : 0.7));
    const { trail, clearness } = findHairline(head);
    expect(clearness).toBeGreaterThan(0.8);
    for (const { x, y } of inHeights(trail)) expect(Math.abs(radius(x, y) - 1.1)).toBeLessThan(0.04);
  });

  test('ends where hair and skin are no longer told apart', () => {
    // a fringe over the person's left half alone
    const head = schematicHead((x, y) => (y < -0.35 && x > 0 ? 0.2 : SKIN));
    const { trail, clearness } = findHairline(head);
    expect(clearness).toBeGreaterThan(0.8);
    const points = inHeights(trail);
    expect(points[0]!.x).toBeGreaterThan(-0.06);
    expect(points.at(-1)!.x).toBeGreaterThan(0.2);
  });

  test('is not clear where nothing differs from skin, or only a narrow strand', () => {
    expect(findHairline(schematicHead(() => SKIN)).clearness).toBe(0);
    const strand = findHairline(schematicHead((x, y) => (y < -0.3 && Math.abs(x) < 0.04 ? 0.2 : SKIN)));
    expect(strand.clearness).toBe(0);
  });

  test('takes no brow or eye for hair: at the temples it lies near the outline or beyond', () => {
    const dark = (x: number, y: number) => Math.abs(Math.abs(x) - 0.17) < 0.11 && Math.abs(y + 0.1) < 0.08;
    const head = schematicHead((x, y) => (dark(x, y) || y < -0.45 ? 0.2 : SKIN));
    const { trail } = findHairline(head);
    for (const { x, y } of inHeights(trail)) expect(Math.hypot(x / 0.38, y / 0.5)).toBeGreaterThan(0.55);
    expect(Math.abs(trail[Math.floor(trail.length / 2)]!.y - toView({ x: 0, y: -0.45 }).y)).toBeLessThan(4);
  });

  test('does not jump to a spot on the forehead', () => {
    const spot = (x: number, y: number) => Math.hypot(x, y + 0.33) < 0.02;
    const head = schematicHead((x, y) => (y < -0.42 || spot(x, y) ? 0.2 : SKIN));
    for (const { y } of inHeights(findHairline(head).trail)) expect(y).toBeLessThan(-0.38);
  });

  test('is as clear as skin and what is beyond differ', () => {
    const clearness = (beyond: number) =>
      findHairline(schematicHead((_, y) => (y < -0.4 ? beyond : SKIN))).clearness;
    expect(clearness(0.2)).toBeGreaterThan(clearness(SKIN - 0.14));
    expect(clearness(SKIN - 0.05)).toBe(0);
  });
});
