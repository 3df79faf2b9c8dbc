import { describe, expect, it } from 'vitest';
import { searchGroups } from '../../bench/quality/group-search.ts';

describe('a search by groups', () => {
  const items = Array.from({ length: 100 }, (_, k) => k);

  it.each([[[]], [[0]], [[99]], [[3, 4, 50, 98]], [items]])('finds %j of a hundred', async (wanted) => {
    const set = new Set(wanted);
    expect(await searchGroups(items, 16, async (group) => group.some((k) => set.has(k)))).toEqual(wanted);
  });

  it('asks little where little makes a difference', async () => {
    let questions = 0;
    await searchGroups(items, 16, async (group) => {
      questions++;
      return group.includes(42);
    });
    expect(questions).toBeLessThanOrEqual(7 + 2 * 4);
  });
});
