/** Text made safe for XML. */

/** Control characters that XML 1.0 cannot hold, even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Text for the content of an element; characters that XML cannot hold are dropped. */
export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Text for an attribute or an element. */
export function escapeXml(text: string): string {
  return escapeText(text).replace(/["']/g, (c) => `&#${c.charCodeAt(0)};`);
}
