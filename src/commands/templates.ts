/** Output names with placeholders: `-o 'out/{dir}/{name}-{strokes}.svg'`. */
import { basename, dirname, extname, normalize } from 'node:path';
import { ClipassoError } from '../errors.ts';

export type Placeholders = Readonly<Record<string, string>>;

/** `{dir}`, `{name}` and `{ext}` of a file; for standard input all are empty except the name. */
export function placeholdersOf(path: string): Placeholders {
  if (path === '-') return { dir: '', name: 'photo', ext: '' };
  const ext = extname(path);
  return { dir: folderBelow(dirname(path)), name: basename(path, ext), ext: ext.slice(1) };
}

/**
 * Replaces placeholders by their values; `{{` and `}}` stand for braces.
 * @throws ClipassoError 'usage' for an unknown placeholder or an unmatched brace
 */
export function expandTemplate(template: string, values: Placeholders): string {
  if (!/[{}]/.test(template)) return template;
  const expanded = template.replace(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (match, name: string | undefined) => {
    if (match === '{{' || match === '}}') return match[0];
    if (name !== undefined && Object.hasOwn(values, name)) return values[name];
    const known = Object.keys(values).map((key) => `{${key}}`);
    throw new ClipassoError(
      'usage',
      `Cannot tell what ${match} in the output ${template} is; known are ${known.join(', ')}, and {{ for a brace`,
    );
  });
  return normalize(expanded);
}

/** The folder as a relative part of a path: without root, drive, `.` and `..`. */
function folderBelow(folder: string): string {
  const parts = folder.split(/[\\/]/).filter((part) => !/^(\.{0,2}|[a-z]:)$/i.test(part));
  return parts.join('/');
}
