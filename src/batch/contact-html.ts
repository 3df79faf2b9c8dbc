/** The contact sheet as one self-contained HTML file, with a small script that sorts its rows. */
import { GENERATOR } from '../output/marks.ts';
import { escapeXml } from '../strokes/escape-xml.ts';
import type { ContactDrawing, ContactRow } from './contact-rows.ts';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; }
body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5rem; }
h1 { font-size: 1.2rem; }
main { display: flex; flex-wrap: wrap; gap: 1rem; }
article { border: 1px solid var(--line); border-radius: 6px; padding: .6rem; max-width: 100%; }
h2 { font-size: .9rem; margin: 0 0 .4rem; overflow-wrap: anywhere; max-width: 24rem; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; }
figure { margin: 0; }
figure img { height: 11rem; max-width: 100%; background: #fff; border-radius: 3px; display: block; }
figcaption { font-size: .8rem; opacity: .8; }
`;

const SCRIPT = `
const list = document.querySelector('main');
const cards = [...list.children];
const keys = {
  name: (card) => card.dataset.name,
  loss: (card) => Number(card.dataset.loss),
};
document.querySelector('select').addEventListener('change', ({ target }) => {
  const key = keys[target.value];
  const compare = (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  list.append(...[...cards].sort(compare));
});
`;

/** @param rows sorted by name */
export function contactHtml(rows: readonly ContactRow[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="${GENERATOR}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Sketches</title>
<style>${STYLE}</style>
<h1>${rows.length} ${rows.length === 1 ? 'photo' : 'photos'}</h1>
<p><label>Sort by <select><option value="name">name<option value="loss">loss, best first</select></label>
<main>
${rows.map(card).join('\n')}
</main>
<script>${SCRIPT}</script>
</html>
`;
}

function card({ name, photo, drawings }: ContactRow): string {
  const loss = Math.min(...drawings.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY));
  const pictures = [
    photo
      ? `<figure><img alt="photo" src="data:image/jpeg;base64,${photo.toString('base64')}"><figcaption>photo</figcaption></figure>`
      : '',
    ...drawings.map(drawingFigure),
  ];
  return (
    `<article data-name="${escapeXml(name)}" data-loss="${loss}"><h2>${escapeXml(name)}</h2>` +
    `<div class="row">${pictures.join('')}</div></article>`
  );
}

function drawingFigure({ strokes, loss, seed, outputs, svg }: ContactDrawing): string {
  const image = svg
    ? `<img alt="${strokes} strokes" src="data:image/svg+xml;base64,${Buffer.from(svg.text).toString('base64')}">`
    : '';
  const links = outputs
    .map(
      (output) =>
        `<a href="${escapeXml(toHref(output))}">${escapeXml(output.slice(output.lastIndexOf('.') + 1))}</a>`,
    )
    .join(' ');
  const judged = loss === null ? '' : `loss ${loss.toFixed(4)}, `;
  return `<figure>${image}<figcaption>${strokes} strokes, ${judged}seed ${seed} · ${links}</figcaption></figure>`;
}

/** A relative URL, percent-encoded. */
function toHref(path: string): string {
  return `./${path.split('/').map(encodeURIComponent).join('/')}`;
}
