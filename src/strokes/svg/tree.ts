/** An SVG file's elements as a tree. Entities that the file declares are not expanded, and nothing is fetched. */
import { SaxesParser } from 'saxes';
import { ClipassoError } from '../../errors.ts';
import { MAX_FILE_BYTES } from '../limits.ts';
import { shortened } from './refuse.ts';

export interface SvgElement {
  /** Without its namespace prefix. */
  readonly name: string;
  /** By name; namespace prefixes are removed except `xml:` and `xmlns:`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly SvgElement[];
  /** Character data, kept for `style` and `metadata` only. */
  readonly text: string;
  /** Where its tag begins, counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** Limits; real drawings stay far below them. */
export const MAX_ELEMENTS = 100_000;
export const MAX_DEPTH = 256;

const KEEPS_TEXT = new Set(['style', 'metadata']);
/** Deviations from XML that browsers accept and Illustrator writes. */
const TOLERATED = /undefined entity|disallowed character in entity name|XML declaration must/;

type Building = { -readonly [K in keyof SvgElement]: SvgElement[K] } & {
  children: Building[];
};

/**
 * The root element of `text`.
 * @throws ClipassoError 'input' if the text is not well-formed, ends early, is not SVG, or exceeds the limits on size, elements and nesting.
 */
export function readSvgTree(text: string): SvgElement {
  if (text.length > MAX_FILE_BYTES) throw tooLarge(`more than ${MAX_FILE_BYTES / 2 ** 20} MB of text`);
  const parser = new SaxesParser({ position: true });
  const stack: Building[] = [];
  let root: Building | null = null;
  let count = 0;
  let column = 0;

  parser.on('error', (error) => {
    if (!TOLERATED.test(error.message)) throw malformed(error.message, root);
  });
  parser.on('opentagstart', ({ name }) => {
    column = parser.column - name.length - 1;
  });
  parser.on('opentag', (tag) => {
    count++;
    if (count > MAX_ELEMENTS) throw tooLarge(`more than ${MAX_ELEMENTS} elements`);
    if (stack.length >= MAX_DEPTH) throw tooLarge(`elements nested more than ${MAX_DEPTH} deep`);
    const element: Building = {
      name: localName(tag.name),
      attributes: new Map(Object.entries(tag.attributes).map(([name, value]) => [localName(name), value])),
      children: [],
      text: '',
      line: parser.line,
      column: Math.max(1, column),
    };
    if (!root) {
      if (element.name !== 'svg')
        throw notSvg(`<${shortened(element.name)}> is not the start of an SVG file`);
      root = element;
    }
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  const keepText = (content: string) => {
    const element = stack.at(-1);
    if (element && KEEPS_TEXT.has(element.name)) element.text += content;
  };
  parser.on('text', keepText);
  parser.on('cdata', keepText);
  parser.write(text.replace(/^\ufeff/, '').trimStart()).close();
  if (!root) throw notSvg('There is no <svg> in the file');
  return root;
}

/** The element and all below it, in document order. */
export function elementsOf(root: SvgElement): SvgElement[] {
  const elements: SvgElement[] = [];
  const visit = (element: SvgElement) => {
    elements.push(element);
    element.children.forEach(visit);
  };
  visit(root);
  return elements;
}

function localName(name: string): string {
  return /^xml(ns)?:/.test(name) ? name : name.slice(name.indexOf(':') + 1);
}

function malformed(message: string, root: SvgElement | null): ClipassoError {
  const [, line, , reason] = /^(\d+):(\d+): (.*?)\.?$/s.exec(message) ?? ['', '1', '', message];
  const unclosed = /^unclosed tag: (.*)$/s.exec(reason)?.[1];
  if (unclosed) return notSvg(`The file ends inside <${shortened(unclosed)}>; it is cut short`);
  if (!root && /root/.test(reason)) return notSvg('There is no <svg> in the file');
  return notSvg(`Line ${line} is not well-formed XML (${shortened(reason)}); is this an SVG file?`);
}

function notSvg(message: string): ClipassoError {
  return new ClipassoError('input', message);
}

function tooLarge(what: string): ClipassoError {
  return new ClipassoError('input', `The SVG has ${what}; is it a sketch?`);
}
