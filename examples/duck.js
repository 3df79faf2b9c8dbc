/** The photo of those who name none. */
import { fileURLToPath } from 'node:url';

export const duck = fileURLToPath(import.meta.resolve('clipasso/package.json')).replace(
  /package\.json$/,
  'assets/examples/duck.jpg',
);
