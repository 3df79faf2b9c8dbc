/** All mutants of a file. */
import ts from 'typescript';
import { type Replacement, replacementsOf } from './operators.ts';

export interface Mutant extends Replacement {
  /** Path of the source file, relative to the repository. */
  readonly path: string;
  /** Line, from 1. */
  readonly line: number;
  /** The text that is replaced. */
  readonly original: string;
}

/** In the order of the file; types and thrown errors are left out. */
export function findMutants(path: string, source: string): Mutant[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isThrowStatement(node) || ts.isImportDeclaration(node)) return;
    for (const replacement of replacementsOf(node, file)) {
      const line = file.getLineAndCharacterOfPosition(replacement.start).line + 1;
      const original = source.slice(replacement.start, replacement.end);
      if (original !== replacement.text) mutants.push({ ...replacement, path, line, original });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}

/** The file with the fault in it. */
export function applyMutant(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}
