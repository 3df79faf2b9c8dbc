/** Text of files that people bring: editors on Windows write UTF-16 and byte order marks. */

/**
 * Decodes UTF-8, or UTF-16 of either byte order, with or without a byte order mark, which is left out. Without one, text whose
 * first character is ASCII, as in JSON and XML, is recognised by the zero byte in it.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** What `decodeText` takes the bytes for. */
export function encodingOf([a, b]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((a === 0xff && b === 0xfe) || (a > 0 && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b > 0)) return 'utf-16be';
  return 'utf-8';
}
