import { describe, expect, it } from 'vitest';
import { listParams, setParams } from '../src/params.ts';
import { TUNING, tune } from '../src/tuning.ts';

const PARAMS = { size: 3, group: { share: 0.5, list: [1, 2] } };

describe('setParams', () => {
  it('changes the numbers that are named, and nothing else', () => {
    expect(setParams(PARAMS, { 'group.share': 0.25, 'group.list': [4, 5] })).toEqual({
      size: 3,
      group: { share: 0.25, list: [4, 5] },
    });
    expect(setParams(PARAMS, {})).toEqual(PARAMS);
    expect(PARAMS.group.share).toBe(0.5);
  });

  it.each([
    [{ 'group.shore': 1 }, 'There is no tuned number group.shore'],
    [{ group: 1 }, 'There is no tuned number group'],
    [{ 'group.list': 1 }, 'The tuned number group.list is of the form 1,2, not 1'],
    [{ 'group.list': [1, 2, 3] }, 'The tuned number group.list is of the form 1,2, not 1,2,3'],
    [{ size: [3] }, 'The tuned number size is of the form 3, not 3'],
  ])('refuses %o', (settings, message) => {
    expect(() => setParams(PARAMS, settings)).toThrow(message);
  });
});

describe('the tuned numbers', () => {
  it('have paths that lead to them', () => {
    const paths = listParams(TUNING);
    expect(Object.keys(paths).length).toBeGreaterThan(100);
    expect(paths['contours.leastImportance']).toBe(TUNING.contours.leastImportance);
    for (const value of Object.values(paths).flat()) expect(value).toBeTypeOf('number');
  });

  it('reach what they tune', () => {
    expect(tune({ 'contours.leastImportance': 0.7 }).contours.leastImportance).toBe(0.7);
    expect(tune({ 'sources.landmarks.strokesEach': 2 }).sources.landmarks.strokesEach).toBe(2);
    expect(tune({ 'look.bars.plain': 0.9 }).look.bars.plain).toBe(0.9);
    expect(tune({ 'contours.chains.tail': 8 }).contours.chains.tail).toBe(8);
    expect(tune({ 'people.portraits.lines.glasses.least': 0.4 }).people.portraits.lines.glasses.least).toBe(
      0.4,
    );
    expect(tune({ 'sources.portraits.strokes.few': 30 }).sources.portraits.strokes).toMatchObject({
      few: 30,
    });
    expect(tune({ 'sources.outline.inner.continuation.angle': 20 }).sources.outline.inner).toMatchObject({
      continuation: { angle: 20 },
    });
    expect(tune({ 'palette.drawing.price': 3 }).palette.drawing.price).toBe(3);
    expect(tune({ 'subject.portrait.empty': 0.3 }).subject.portrait.empty).toBe(0.3);
    expect(tune({ 'subject.things.most': 4 }).subject.things.most).toBe(4);
    expect(tune()).toEqual(TUNING);
  });
});
