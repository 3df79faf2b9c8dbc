/**
 * What npm runs after installing here, and before packing: a build. `npm install --global .` on a fresh clone only links the
 * folder, without what it needs to be built, so that is fetched first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Runs npm here as from a plain shell, whatever the npm that runs this was told. */
function npm(...args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(global|prefix|location|omit)$/i.test(name)),
  );
  const { status } = spawnSync('npm', args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

// packed, it is built already
if (!existsSync(`${root}src`)) process.exit(0);

const compiler = existsSync(`${root}node_modules/typescript/bin/tsc`);
if (compiler) npm('run', 'build');
else if (process.env.npm_config_global === 'true') npm('ci', '--no-audit', '--no-fund');
else
  console.error(
    'clipasso: not built, because the development dependencies are left out; run npm ci to build',
  );
