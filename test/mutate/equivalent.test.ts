import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { changedLines, EQUIVALENT, isEquivalent } from '../../bench/mutate/equivalent.ts';
import { applyMutant, findMutants } from '../../bench/mutate/mutants.ts';

const SOURCE = `const a = 1;
export const sum = (x: number) =>
  x + a;
`;
const mutants = findMutants('src/sum.ts', SOURCE);
const plus = mutants.find(({ original, operator }) => operator === 'arithmetic' && original.includes('+'))!;

it('a fault is told by the lines it is in, before and after', () => {
  expect(plus.line).toBe(3);
  expect(changedLines(SOURCE, plus)).toEqual({ line: 'x + a;', mutant: 'x - a;' });
  expect(applyMutant(SOURCE, plus)).toBe(SOURCE.replace('x + a', 'x - a'));
});

it('a fault is known as equivalent by its file, its line and what that becomes', () => {
  const one = { path: 'src/sum.ts', line: 'x + a;', mutant: 'x - a;', reason: 'a is 0' };
  expect(isEquivalent(SOURCE, plus, [one])).toBe(true);
  for (const other of [{ path: 'src/other.ts' }, { line: 'x + b;' }, { mutant: 'x * a;' }])
    expect(isEquivalent(SOURCE, plus, [{ ...one, ...other }])).toBe(false);
});

it('every fault that is listed as equivalent is still one that can be put there, and says why it is', () => {
  for (const one of EQUIVALENT) {
    const source = readFileSync(one.path, 'utf8');
    const found = findMutants(one.path, source).some((mutant) => isEquivalent(source, mutant, [one]));
    expect(found, `${one.path}: ${one.line}`).toBe(true);
    expect(one.reason.length).toBeGreaterThan(15);
  }
});
