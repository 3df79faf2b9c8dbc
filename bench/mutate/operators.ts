/** Mutation operators: each replaces one node of the syntax tree by another text. */
import ts from 'typescript';

export interface Replacement {
  /** What kind of fault it is, e.g. 'boundary'. */
  readonly operator: string;
  /** Where it goes, as character positions in the file. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const { SyntaxKind } = ts;

/** Replacements of binary operators, by name of the mutation. */
const SWAPS: Readonly<Partial<Record<ts.SyntaxKind, Readonly<Record<string, string>>>>> = {
  [SyntaxKind.LessThanToken]: { negate: '>=', boundary: '<=' },
  [SyntaxKind.LessThanEqualsToken]: { negate: '>', boundary: '<' },
  [SyntaxKind.GreaterThanToken]: { negate: '<=', boundary: '>=' },
  [SyntaxKind.GreaterThanEqualsToken]: { negate: '<', boundary: '>' },
  [SyntaxKind.EqualsEqualsEqualsToken]: { negate: '!==' },
  [SyntaxKind.ExclamationEqualsEqualsToken]: { negate: '===' },
  [SyntaxKind.PlusToken]: { arithmetic: '-' },
  [SyntaxKind.MinusToken]: { arithmetic: '+' },
  [SyntaxKind.AsteriskToken]: { arithmetic: '/' },
  [SyntaxKind.SlashToken]: { arithmetic: '*' },
  [SyntaxKind.PercentToken]: { arithmetic: '*' },
  [SyntaxKind.PlusEqualsToken]: { arithmetic: '-=' },
  [SyntaxKind.MinusEqualsToken]: { arithmetic: '+=' },
  [SyntaxKind.AmpersandAmpersandToken]: { logic: '||' },
  [SyntaxKind.BarBarToken]: { logic: '&&' },
};

/** Operators whose right side may be dropped, as if a term, a factor or a condition had been forgotten. */
const DROPPED = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
]);

const FUNCTIONS: Readonly<Record<string, string>> = {
  'Math.min': 'Math.max',
  'Math.max': 'Math.min',
  'Math.floor': 'Math.ceil',
  'Math.ceil': 'Math.floor',
  'Math.round': 'Math.floor',
};

/** All faults of one node itself, not of those within it. */
export function replacementsOf(node: ts.Node, file: ts.SourceFile): Replacement[] {
  const put = (operator: string, at: ts.Node, text: string): Replacement => ({
    operator,
    start: at.getStart(file),
    end: at.getEnd(),
    text,
  });
  const textOf = (at: ts.Node) => at.getText(file);

  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    if (isText(left) || isText(right)) return [];
    const swaps = Object.entries(SWAPS[operatorToken.kind] ?? {});
    return [
      ...swaps.map(([operator, text]) => put(operator, operatorToken, text)),
      ...(DROPPED.has(operatorToken.kind) ? [put('drop', node, textOf(left))] : []),
    ];
  }
  if (ts.isIfStatement(node)) {
    return [put('condition', node.expression, 'true'), put('condition', node.expression, 'false')];
  }
  if (ts.isConditionalExpression(node)) {
    return [put('condition', node, textOf(node.whenTrue)), put('condition', node, textOf(node.whenFalse))];
  }
  if (ts.isPrefixUnaryExpression(node)) {
    if (node.operator === SyntaxKind.ExclamationToken) return [put('negate', node, textOf(node.operand))];
    if (node.operator === SyntaxKind.MinusToken) return [put('sign', node, textOf(node.operand))];
    return [];
  }
  if (ts.isCallExpression(node) && FUNCTIONS[textOf(node.expression)]) {
    return [put('function', node.expression, FUNCTIONS[textOf(node.expression)])];
  }
  if (ts.isExpressionStatement(node)) return [put('remove', node, ';')];
  if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) return [put('remove', node, ';')];
  if (ts.isNumericLiteral(node) && !isData(node))
    return [put('constant', node, tweaked(Number(textOf(node).replaceAll('_', ''))))];
  return [];
}

/** Far enough from the value that what it is for suffers: small integers count things, others are doubled. */
function tweaked(value: number): string {
  return String(Number.isInteger(value) && value < 8 ? value + 1 : value * 2);
}

/** Long lists of numbers are tables of data. */
function isData({ parent }: ts.Node): boolean {
  return ts.isArrayLiteralExpression(parent) && parent.elements.length > 8;
}

/** Text put together with + is no arithmetic. */
function isText(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}
