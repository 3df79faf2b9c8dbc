/** Each element's properties: presentation attributes, then style sheets by specificity and order, then its `style` (CSS Cascade 4). */
import { ClipassoError } from '../../errors.ts';
import type { Notes } from './notes.ts';
import { advance, noProgress, type Progress } from './selectors.ts';
import { type Declaration, readDeclarations, readStyleSheet } from './stylesheet.ts';
import { elementsOf, type SvgElement } from './tree.ts';

/** An element's own properties by name, attributes included, inherited ones not. */
export type Properties = ReadonlyMap<string, string>;

/** Most elements times compound selectors: takes about a second. */
const MAX_TESTS = 2e7;

/**
 * The properties of `root` and all elements below it.
 * @throws ClipassoError 'input' if the style sheets are too large for so many elements.
 */
export function cascade(root: SvgElement, notes: Notes): ReadonlyMap<SvgElement, Properties> {
  const elements = elementsOf(root);
  const rules = elements
    .filter(({ name }) => name === 'style')
    .flatMap(({ text }) => readStyleSheet(text, notes));
  const selectors = rules.map(({ selector }) => selector);
  const compounds = selectors.reduce((sum, selector) => sum + selector.compounds.length, 0);
  if (compounds * elements.length > MAX_TESTS) {
    throw new ClipassoError(
      'input',
      `The SVG has ${compounds} CSS selectors for ${elements.length} elements; is it a sketch?`,
    );
  }
  const result = new Map<SvgElement, Properties>();
  const visit = (element: SvgElement, parent: Progress) => {
    const { progress, met } = advance(selectors, element, parent);
    const sheet = [...met]
      .sort((a, b) => selectors[a].specificity - selectors[b].specificity || a - b)
      .flatMap((k) => rules[k].declarations);
    const style = element.attributes.get('style');
    result.set(element, merge(element, sheet, style === undefined ? [] : readDeclarations(style)));
    for (const child of element.children) visit(child, progress);
  };
  visit(root, noProgress(compounds));
  return result;
}

function merge(
  { attributes }: SvgElement,
  sheet: readonly Declaration[],
  style: readonly Declaration[],
): Properties {
  if (sheet.length === 0 && style.length === 0) return attributes;
  const properties = new Map(attributes);
  for (const declarations of [sheet, style]) {
    for (const { property, value, important } of declarations)
      if (!important) properties.set(property, value);
  }
  for (const declarations of [sheet, style]) {
    for (const { property, value, important } of declarations) if (important) properties.set(property, value);
  }
  return properties;
}
