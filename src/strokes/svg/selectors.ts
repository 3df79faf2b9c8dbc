/**
 * Which rules of a style sheet an element meets: types, classes, ids and attributes, joined by descendant and child combinators
 * (Selectors 3). The tree is walked from its root, and each element knows how far its ancestors met each selector, so that the time is
 * elements times selectors, whatever the nesting.
 */
import type { CssNode, Selector as CssSelector } from 'css-tree';
import type { SvgElement } from './tree.ts';

export interface Compound {
  /** Conditions, which all have to hold. */
  readonly tests: readonly ((element: SvgElement) => boolean)[];
  /** True if the compound before has to match the parent; otherwise it may match any ancestor. */
  readonly child: boolean;
}

export interface Selector {
  readonly compounds: readonly Compound[];
  /** Ids, then classes and attributes, then types, as one number. */
  readonly specificity: number;
}

/** A selector's compounds met by an element itself, and by any of its ancestors; both flat over all selectors. */
export interface Progress {
  readonly own: Uint8Array;
  readonly above: Uint8Array;
}

/** Most compounds of a selector; longer ones are not applied. */
const MAX_COMPOUNDS = 16;

/** The selector that css-tree read; null if it has unsupported parts, such as pseudo-classes. */
export function readSelector(selector: CssSelector): Selector | null {
  const compounds: Compound[] = [];
  let tests: ((element: SvgElement) => boolean)[] = [];
  let child = false;
  let specificity = 0;
  for (const node of selector.children) {
    if (node.type === 'Combinator') {
      if (node.name !== '>' && node.name !== ' ') return null;
      compounds.push({ tests, child });
      if (compounds.length >= MAX_COMPOUNDS) return null;
      tests = [];
      child = node.name === '>';
      continue;
    }
    const read = readTest(node);
    if (!read) return null;
    tests.push(read.test);
    specificity += read.weight;
  }
  compounds.push({ tests, child });
  return { compounds, specificity };
}

interface Test {
  readonly test: (element: SvgElement) => boolean;
  readonly weight: number;
}

const ID = 1e6;
const CLASS = 1e3;

function readTest(node: CssNode): Test | null {
  switch (node.type) {
    case 'TypeSelector': {
      const name = node.name.slice(node.name.lastIndexOf('|') + 1);
      if (name === '*') return { test: () => true, weight: 0 };
      return { test: (element) => element.name === name, weight: 1 };
    }
    case 'IdSelector':
      return { test: ({ attributes }) => attributes.get('id') === node.name, weight: ID };
    case 'ClassSelector':
      return { test: ({ attributes }) => words(attributes.get('class')).includes(node.name), weight: CLASS };
    case 'AttributeSelector': {
      const { matcher, value, name } = node;
      const wanted = value?.type === 'String' ? value.value : value?.name;
      if (matcher !== null && matcher !== '=') return null;
      const test = ({ attributes }: SvgElement) =>
        wanted === undefined ? attributes.has(name.name) : attributes.get(name.name) === wanted;
      return { test, weight: CLASS };
    }
    default:
      return null;
  }
}

function words(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(/\s+/);
}

/** The progress before the root element. @param compounds number of compounds of all selectors */
export function noProgress(compounds: number): Progress {
  return { own: new Uint8Array(compounds), above: new Uint8Array(compounds) };
}

/** The progress at `element`, given its parent's, and the selectors that match it. */
export function advance(
  selectors: readonly Selector[],
  element: SvgElement,
  parent: Progress,
): { readonly progress: Progress; readonly met: readonly number[] } {
  const own = new Uint8Array(parent.own.length);
  const met: number[] = [];
  let at = 0;
  selectors.forEach(({ compounds }, k) => {
    for (let i = 0; i < compounds.length; i++, at++) {
      const { tests, child } = compounds[i];
      const before = i === 0 || (child ? parent.own[at - 1] : parent.above[at - 1]) === 1;
      if (before && tests.every((test) => test(element))) own[at] = 1;
    }
    if (own[at - 1] === 1) met.push(k);
  });
  return { progress: { own, above: own.map((here, i) => here | parent.above[i]) }, met };
}
