/** As much of XML as SVG files need: a reader of tags and text, and escaping. */
import { ClipassoError } from '../errors.ts';

export interface XmlTag {
  /** Local name, without its namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface XmlHandler {
  readonly open: (tag: XmlTag) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

/** Control characters that XML 1.0 cannot hold, even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE(?:[^[>]|\[[^\]]*\])*>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text as it may stand in an element; what XML cannot hold is dropped. */
export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Text as it may stand in an attribute or an element. */
export function escapeXml(text: string): string {
  return escapeText(text).replace(/["']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/**
 * Reads `text` from start to end and tells `handler` what it meets.
 * @throws ClipassoError 'input' where it is not XML, or tags do not match.
 */
export function readXml(text: string, handler: XmlHandler): void {
  const stack: string[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    if (end > at && stack.length > 0) handler.text(unescapeXml(text.slice(at, end)));
    if (next < 0) break;
    MARKUP.lastIndex = next;
    const match = MARKUP.exec(text);
    if (!match) throw broken(text, next);
    at = MARKUP.lastIndex;
    const [, cdata, closed, opened, attributes, empty] = match;
    if (cdata !== undefined) handler.text(cdata);
    else if (opened !== undefined) {
      const name = localName(opened);
      handler.open({ name, attributes: readAttributes(attributes) });
      if (empty) handler.close(name);
      else stack.push(name);
    } else if (closed !== undefined) {
      if (stack.pop() !== localName(closed)) throw broken(text, next);
      handler.close(localName(closed));
    }
  }
  if (stack.length > 0)
    throw new ClipassoError('input', `The file ends inside <${stack.at(-1)}>; it is cut short`);
}

function readAttributes(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    result[name] = unescapeXml(double ?? single);
  }
  return result;
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    if (name) return ENTITIES[name] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function broken(text: string, at: number): ClipassoError {
  const line = text.slice(0, at).split('\n').length;
  return new ClipassoError('input', `Line ${line} is not well-formed XML; is this an SVG file?`);
}
