/** Equivalent mutants: faults that do not change what the code does. They are listed with reasons and not counted. */
import { readFileSync } from 'node:fs';
import { applyMutant, type Mutant } from './mutants.ts';

export interface Equivalent {
  readonly path: string;
  /** The lines that are changed, white space collapsed, and what they become. */
  readonly line: string;
  readonly mutant: string;
  readonly reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = JSON.parse(
  readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'),
);

/** The lines that a fault is in, before and after. */
export function changedLines(
  source: string,
  mutant: Mutant,
): { readonly line: string; readonly mutant: string } {
  const from = source.lastIndexOf('\n', mutant.start - 1) + 1;
  const end = source.indexOf('\n', mutant.end);
  const to = end < 0 ? source.length : end;
  const changed = applyMutant(source, mutant).slice(
    from,
    to + mutant.text.length - (mutant.end - mutant.start),
  );
  const collapse = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  return { line: collapse(source.slice(from, to)), mutant: collapse(changed) };
}

export function isEquivalent(source: string, mutant: Mutant, known = EQUIVALENT): boolean {
  const changed = changedLines(source, mutant);
  return known.some(
    (one) => one.path === mutant.path && one.line === changed.line && one.mutant === changed.mutant,
  );
}
