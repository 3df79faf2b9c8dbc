import { expect, it } from 'vitest';
import { decodeText } from '../src/decode-text.ts';

const TEXT = '{ "größe": "🐴" }';

it.each<[string, Buffer]>([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16LE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16LE', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16BE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
  ['UTF-16BE', Buffer.from(TEXT, 'utf16le').swap16()],
])('%s is read', (_, bytes) => {
  expect(decodeText(bytes)).toBe(TEXT);
});

it('nothing and single bytes are read', () => {
  expect(decodeText(Buffer.alloc(0))).toBe('');
  expect(decodeText(Buffer.from('a'))).toBe('a');
});

it.each([
  ['ISO-8859-1', 'latin1'],
  ['windows-1252', 'latin1'],
  ['utf-16', 'utf8'],
  ['klingon', 'utf8'],
] as const)('an XML declaration that says %s is read as %s', (name, encoding) => {
  const text = `<?xml version="1.0" encoding="${name}"?><a>größe</a>`;
  expect(decodeText(Buffer.from(text, encoding))).toBe(text);
});
