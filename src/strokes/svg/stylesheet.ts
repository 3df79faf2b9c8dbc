/** Declarations of style sheets and `style` attributes, parsed by css-tree as browsers do: what is broken is passed over. */
import { type CssNode, generate, parse } from 'css-tree';
import { ClipassoError } from '../../errors.ts';
import { NOT_APPLIED, type Notes } from './notes.ts';
import { readSelector, type Selector } from './selectors.ts';

export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

export interface Rule {
  readonly selector: Selector;
  readonly declarations: readonly Declaration[];
}

/** Most rules; drawing programs write some dozens. */
const MAX_RULES = 10_000;
/** At-rules without effect on still lines. */
const HARMLESS = new Set(['keyframes', '-webkit-keyframes', 'font-face', 'charset', 'namespace', 'page']);
/** Media queries in this program's own animations. */
const MOTION = /prefers-/;
/** Pseudo-classes that apply only during interaction. */
const POINTING = new Set(['hover', 'active', 'focus', 'visited', 'link']);

/** The declarations of a `style` attribute. */
export function readDeclarations(text: string): Declaration[] {
  return declarationsOf(parse(text, { context: 'declarationList', parseValue: false }));
}

/** One rule for each selector, in order. Rules that are not applied are noted. */
export function readStyleSheet(text: string, notes: Notes): Rule[] {
  const sheet = parse(text, { parseValue: false });
  const rules: Rule[] = [];
  if (sheet.type !== 'StyleSheet') return rules;
  for (const node of sheet.children) {
    if (node.type === 'Atrule') {
      const prelude = node.prelude ? generate(node.prelude) : '';
      if (!HARMLESS.has(node.name.toLowerCase()) && !MOTION.test(prelude)) {
        notes.add(NOT_APPLIED, `@${node.name} of CSS`);
      }
    }
    if (node.type !== 'Rule') continue;
    const declarations = declarationsOf(node.block);
    if (node.prelude.type !== 'SelectorList') {
      notes.add(NOT_APPLIED, 'CSS selector');
      continue;
    }
    for (const child of node.prelude.children) {
      if (rules.length > MAX_RULES)
        throw new ClipassoError('input', `The SVG has more than ${MAX_RULES} CSS rules`);
      const selector = child.type === 'Selector' ? readSelector(child) : null;
      if (selector) rules.push({ selector, declarations });
      else if (!isPointing(child)) notes.add(NOT_APPLIED, 'CSS selector');
    }
  }
  return rules;
}

function isPointing(selector: CssNode): boolean {
  return (
    selector.type === 'Selector' &&
    selector.children.some((node) => node.type === 'PseudoClassSelector' && POINTING.has(node.name))
  );
}

function declarationsOf(list: CssNode): Declaration[] {
  if (list.type !== 'DeclarationList' && list.type !== 'Block') return [];
  return list.children.toArray().flatMap((node) => {
    if (node.type !== 'Declaration') return [];
    const value = node.value.type === 'Raw' ? node.value.value.trim() : generate(node.value);
    return [{ property: node.property.toLowerCase(), value, important: node.important !== false }];
  });
}
