/** Text files in the encodings that editors write: UTF-8, and UTF-16 of either byte order, with or without a byte order mark. */

/** The text without its byte order mark; what is not valid is replaced by U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/**
 * By the byte order mark; without one, by the zeros that UTF-16 has beside ASCII (XML 1.0, appendix F), or the encoding that an XML
 * declaration names.
 */
export function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return 'utf-16be';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]{1,40})["']/.exec(start)?.[1] ?? 'utf-8';
  return isKnown(named) ? named : 'utf-8';
}

function isKnown(label: string): boolean {
  try {
    // a file that says UTF-16 and is not is UTF-8
    return !new TextDecoder(label).encoding.startsWith('utf-16');
  } catch {
    return false;
  }
}
