import { fileURLToPath } from 'node:url';

/** The photos that the project ships. */
export const EXAMPLES = ['duck', 'balloon', 'grace-hopper'] as const;

export function examplePath(name: (typeof EXAMPLES)[number]): string {
  return fileURLToPath(new URL(`../../assets/examples/${name}.jpg`, import.meta.url));
}
