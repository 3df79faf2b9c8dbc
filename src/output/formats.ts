/** Which kinds of files there are, told by their names. Loads nothing, so that a command line can be checked at once. */
import { extname } from 'node:path';
import { ClipassoError } from '../errors.ts';

export const OUTPUT_FORMATS = ['svg', 'png', 'jpg', 'webp', 'gif', 'mp4', 'pdf', 'json'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** The format that the file name asks for. @throws ClipassoError 'usage' naming those that exist. */
export function formatOf(path: string): OutputFormat {
  const extension = extname(path).slice(1).toLowerCase().replace('jpeg', 'jpg');
  const format = OUTPUT_FORMATS.find((known) => known === extension);
  if (format) return format;
  const known = OUTPUT_FORMATS.map((name) => `.${name}`).join(', ');
  throw new ClipassoError(
    'usage',
    `Cannot tell the format of ${path}; its name must end with one of ${known}`,
  );
}

/** Whether such a file shows the drawing being drawn, so that the order of its strokes is seen. */
export function showsOrder(
  format: OutputFormat,
  { animate, history }: { readonly animate?: boolean | undefined; readonly history?: object | undefined },
): boolean {
  if (history) return false;
  return (
    format === 'gif' || format === 'mp4' || (animate === true && (format === 'svg' || format === 'webp'))
  );
}
