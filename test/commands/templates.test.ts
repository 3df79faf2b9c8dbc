import { describe, expect, it } from 'vitest';
import { expandTemplate, placeholdersOf } from '../../src/commands/templates.ts';

const expand = (template: string, photo: string) => expandTemplate(template, placeholdersOf(photo));

describe('expandTemplate', () => {
  it.each([
    ['out/{dir}/{name}.svg', 'a/x.jpg', 'out/a/x.svg'],
    ['out/{dir}/{name}.svg', 'x.tar.jpg', 'out/x.tar.svg'],
    ['out/{dir}/{name}.svg', '/home/u/x.jpg', 'out/home/u/x.svg'],
    ['out/{dir}/{name}.svg', '../../b/./x.jpg', 'out/b/x.svg'],
    ['out/{dir}/{name}-{ext}.svg', 'C:\\pics\\x.jpg', /^out\/.*svg$/],
    ['{name}-{ext}.svg', 'a/x.jpg', 'x-jpg.svg'],
    ['{name}.svg', '-', 'photo.svg'],
    ['{{{name}}}.svg', 'x.jpg', '{x}.svg'],
    ['{name}.svg', 'a/{strokes}.jpg', '{strokes}.svg'],
    ['./plain.svg', 'x.jpg', './plain.svg'],
  ])('%s for %s is %s', (template, photo, path) => {
    if (typeof path === 'string') expect(expand(template, photo)).toBe(path);
    else expect(expand(template, photo)).toMatch(path);
  });

  it.each(['{nme}.svg', '{constructor}.svg', '{}.svg', '{name.svg', 'name}.svg'])(
    'says what it knows for %s',
    (template) => {
      expect(() => expand(template, 'x.jpg')).toThrow(
        /known are \{dir\}, \{name\}, \{ext\}, and \{\{ for a brace$/,
      );
    },
  );
});
