/** Files that ship with the package: the embedded network and CLIP's vocabulary. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClipassoError } from './errors.ts';

/**
 * Path of a shipped file. Its folder is `assets` of the package, unless a bundler has moved the code away from it.
 * @param folder the copied `assets` folder; CLIPASSO_ASSETS, or the package's own, when absent
 * @throws ClipassoError 'model' when it is not there
 */
export function assetPath(file: string, folder: string | undefined = process.env.CLIPASSO_ASSETS): string {
  const path = folder ? join(folder, file) : besideTheCode(file);
  if (path !== null && existsSync(path)) return path;
  const missing = path === null ? `a bundle has no ${file}` : `there is no ${path}`;
  const advice = "set CLIPASSO_ASSETS, or the setting 'assets', to a copy of the package's assets folder";
  throw new ClipassoError('model', `What ships with clipasso is missing (${missing}); ${advice}`);
}

/** Null in a CommonJS bundle, whose code does not know where it is. */
function besideTheCode(file: string): string | null {
  const here: string | undefined = import.meta.url;
  return here ? fileURLToPath(new URL(`../assets/${file}`, here)) : null;
}
