import { describe, expect, it } from 'vitest';
import { printable } from '../src/printable.ts';

describe('printable', () => {
  it('leaves text in any script as it is', () => {
    for (const text of ['horse.jpg', 'it\'s "q" \\ back', 'Pferd ü é e\u0301', '馬 🐎 👩‍👧', '']) {
      expect(printable(text)).toBe(text);
    }
  });

  it.each([
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\x1b[31mred\x07', '\\u001b[31mred\\u0007'],
    ['\u009b2J\x7f', '\\u009b2J\\u007f'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['photo\u202egpj.exe', 'photo\\u202egpj.exe'],
    ['\ud800x', '\\ud800x'],
  ])('escapes what a terminal would act on in %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});
