/**
 * `npm run package`: packs the package as npm would publish it, and checks what arrives: its size, that the links of its README,
 * and of the library's pages, lead to files in it, that publint and are-the-types-wrong find nothing, and that programs that use it compile
 * (test/types) without `skipLibCheck`.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT, run, tool } from './run.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Megabytes and files; raise them only for a reason. */
const BUDGET = {
  /** The tarball: 74 of it are the embedded networks. */
  packed: 78,
  /** Unpacked, without the embedded networks. */
  code: 2.75,
  /** Modules are small: one file each for code, types and, of the page, what it shows. */
  files: 1150,
};

const scratch = temporaryFolder();
const problems: string[] = [];
const expect = (holds: boolean, problem: string) => {
  if (!holds) problems.push(problem);
};

const [{ filename }] = JSON.parse(
  run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', scratch]),
) as { filename: string }[];
const tarball = join(scratch, filename!);
const project = join(scratch, 'project');
const installed = join(project, 'node_modules', 'clipasso');
mkdirSync(installed, { recursive: true });
run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);

const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  .filter((path) => statSync(join(installed, path)).isFile())
  .map((path) => path.replaceAll('\\', '/'));
const bytes = (paths: readonly string[]) =>
  paths.reduce((sum, path) => sum + statSync(join(installed, path)).size, 0) / 1e6;
const packed = statSync(tarball).size / 1e6;
const code = bytes(files.filter((path) => !path.startsWith('assets/models/')));
console.log(
  `packed ${packed.toFixed(1)} of ${BUDGET.packed} MB, without networks ${code.toFixed(2)} of ${BUDGET.code} MB, ${files.length} of ${BUDGET.files} files`,
);
expect(packed <= BUDGET.packed, `the tarball has ${packed.toFixed(1)} MB, more than ${BUDGET.packed}`);
expect(code <= BUDGET.code, `without networks there are ${code.toFixed(2)} MB, more than ${BUDGET.code}`);
expect(files.length <= BUDGET.files, `there are ${files.length} files, more than ${BUDGET.files}`);

for (const page of files.filter((path) =>
  /^(README|CHANGELOG|docs\/library|examples\/README)\.md$/.test(path),
))
  for (const [, target] of readFileSync(join(installed, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
    const linked = posix.join(posix.dirname(page), target!);
    const there =
      /^[a-z]+:/.test(target!) ||
      files.includes(linked) ||
      files.some((path) => path.startsWith(`${linked}/`));
    expect(there, `${page} links to ${target}, which is not in the package`);
  }
for (const path of files.filter((each) => each.endsWith('.map')))
  expect(
    'sourcesContent' in JSON.parse(readFileSync(join(installed, path), 'utf8')),
    `${path} lacks its sources`,
  );

const check = (name: string, work: () => void) => {
  try {
    work();
    console.log(`${name}: nothing found`);
  } catch (error) {
    problems.push(`${name}: ${(error as Error).message}`);
  }
};
check('publint', () => tool('publint/src/cli.js', tarball, '--strict'));
check('are-the-types-wrong', () =>
  tool('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only'),
);
check('programs that use it', () => {
  cpSync(`${ROOT}test/types`, project, { recursive: true });
  symlinkSync(`${ROOT}node_modules/@types`, join(project, 'node_modules', '@types'), 'junction');
  symlinkSync(`${ROOT}node_modules/undici-types`, join(project, 'node_modules', 'undici-types'), 'junction');
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n');
  tool('typescript/bin/tsc', '-p', join(project, 'tsconfig.json'));
});

for (const problem of problems) console.error(`package: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
