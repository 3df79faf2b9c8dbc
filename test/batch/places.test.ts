import { describe, expect, it } from 'vitest';
import { assignStems } from '../../src/batch/places.ts';

const stems = (...places: string[]) =>
  assignStems(places.map((place, i) => ({ path: `/${i}/${place}`, place })));

describe('assignStems', () => {
  it('drops the extension where it is not needed', () => {
    expect(stems('a.jpg', 'sub/a.jpg', 'b.tar.png', 'noextension')).toEqual([
      'a',
      'sub/a',
      'b.tar',
      'noextension',
    ]);
  });

  it('keeps it where two photos share a stem, whatever their capitals or accents', () => {
    expect(stems('a.jpg', 'a.png', 'A.gif')).toEqual(['a.jpg', 'a.png', 'A.gif']);
    expect(stems('\u00e9.jpg', 'e\u0301.png')).toEqual(['\u00e9.jpg', 'e\u0301.png']);
  });

  it('gives numbers to what is alike even so', () => {
    const found = stems('a.jpg', 'a.jpg', 'a.png', 'a.jpg.gif');
    expect(new Set(found).size).toBe(4);
    expect(found[0]).toBe('a.jpg');
    expect(found[1]).toMatch(/^a\.jpg-[0-9a-f]{8}$/);
  });

  it('leaves the names of its own files alone', () => {
    expect(stems('index.jpg', 'contact.png', 'manifest.gif', 'sub/index.jpg')).toEqual([
      'index.jpg',
      'contact.png',
      'manifest.gif',
      'sub/index',
    ]);
  });

  it('shortens names that leave no room for an extension, between characters', () => {
    const [stem] = stems(`sub/${'😀'.repeat(62)}.jpg`);
    expect(Buffer.byteLength(stem)).toBeLessThan(230);
    expect(stem).toMatch(/^sub\/(😀)+-[0-9a-f]{8}$/u);
  });
});
