/** A file name as it may stand in one line of a terminal: control characters are escaped. */
export function printable(name: string): string {
  // JSON escapes what is below U+0020; terminals also act on U+007F to U+009F
  return JSON.stringify(name)
    .slice(1, -1)
    .replace(/\\(["\\])/g, '$1')
    .replace(/[\u007f-\u009f]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}
