/** The graph of imports at run time. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Paths relative to `root` of the repository's own files that `path` imports itself; types alone do not count. */
function importsOf(root: string, path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const from = specifierOf(node);
    if (from?.startsWith('.') && /\.m?ts$/.test(from)) found.push(normalize(join(dirname(path), from)));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What an import or export statement, or a call of import(), names. */
function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const onlyTypes =
      clause?.isTypeOnly ||
      (clause &&
        !clause.name &&
        named &&
        ts.isNamedImports(named) &&
        named.elements.every((e) => e.isTypeOnly));
    return onlyTypes ? undefined : textOf(node.moduleSpecifier);
  }
  if (ts.isExportDeclaration(node)) {
    return node.isTypeOnly || !node.moduleSpecifier ? undefined : textOf(node.moduleSpecifier);
  }
  const isImportCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImportCall ? textOf(node.arguments[0]) : undefined;
}

const textOf = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : undefined);

export interface ImportGraph {
  /** Number of imports from one file to another, 0 to itself; Infinity if there is no path. */
  distance(from: string, to: string): number;
}

/** @param root of the repository, which all paths are relative to */
export function createImportGraph(root: string): ImportGraph {
  const direct = new Map<string, string[]>();
  const reached = new Map<string, Map<string, number>>();
  const importsFrom = (path: string) => {
    if (!direct.has(path)) direct.set(path, importsOf(root, path));
    return direct.get(path)!;
  };
  const reach = (from: string) => {
    const distances = new Map([[from, 0]]);
    for (const [path, steps] of distances)
      for (const next of importsFrom(path)) if (!distances.has(next)) distances.set(next, steps + 1);
    return distances;
  };
  return {
    distance(from, to) {
      if (!reached.has(from)) reached.set(from, reach(from));
      return reached.get(from)!.get(to) ?? Number.POSITIVE_INFINITY;
    },
  };
}
