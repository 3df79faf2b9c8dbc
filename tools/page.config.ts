/** How Vite builds the page of `clipasso serve`, src/serve/page, into dist/serve/page. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));

export default defineConfig({
  root: `${root}src/serve/page`,
  // the page works under any path
  base: './',
  publicDir: false,
  cacheDir: `${root}node_modules/.vite-page`,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: `${root}dist/serve/page`,
    emptyOutDir: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    // the page's Content-Security-Policy allows no data: in style sheets and no inline scripts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.md' },
  },
});
