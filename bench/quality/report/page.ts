/** One self-contained page of a run, drawings as SVG, to look at in a browser. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { writeSvg } from '../../../src/strokes/svg.ts';
import type { SheetRow } from './sheet.ts';

/** @param sections rows under a title each; photo names are paths */
export async function htmlPage(
  sections: readonly { title: string; rows: readonly SheetRow[] }[],
): Promise<string> {
  const parts = await Promise.all(
    sections.map(
      async ({ title, rows }) =>
        `<h2>${title}</h2>\n<table>\n${(await Promise.all(rows.map(row))).join('\n')}\n</table>`,
    ),
  );
  return `<!doctype html>
<meta charset="utf-8">
<title>Sketch quality</title>
<style>
body { font: 12px sans-serif; }
td { padding: 4px; vertical-align: top; }
td img, td svg { display: block; width: 220px; height: 220px; object-fit: contain; border: 1px solid #ddd; }
</style>
${parts.join('\n')}
`;
}

async function row({ photo, cells }: SheetRow): Promise<string> {
  const type = extname(photo) === '.png' ? 'png' : 'jpeg';
  const image = `<img src="data:image/${type};base64,${(await readFile(photo)).toString('base64')}" alt="photo">`;
  const drawings = cells.map(
    ({ sketch, caption }) => `<td>${writeSvg(sketch).replace(/<\?xml[^>]*>/, '')}${caption}</td>`,
  );
  return `<tr><td>${image}</td>${drawings.join('')}</tr>`;
}
