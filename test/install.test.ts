/** What `npm ci` does in this repository, which must work on a closed network. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

it('runs no install script of onnxruntime-node, which would fetch CUDA libraries', () => {
  // npm from 11.16 on reads this,
  expect(read('package.json').allowScripts['onnxruntime-node']).toBe(false);
  // older ones run the script only if the lock file says that there is one. If this fails, delete that line there.
  expect(read('package-lock.json').packages['node_modules/onnxruntime-node']).not.toHaveProperty(
    'hasInstallScript',
  );
});

it('has every package for other systems in the lock file', () => {
  const names = Object.keys(read('package-lock.json').packages);
  for (const system of ['darwin-arm64', 'win32-x64', 'linux-x64', 'linuxmusl-x64'])
    expect(names).toContain(`node_modules/@img/sharp-${system}`);
});
