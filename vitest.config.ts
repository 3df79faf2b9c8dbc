import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends with one plain line that machines can read: `910 passed, 0 failed`. */
const countingReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((each) => each === state).length;
    console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
  },
};

/** Prepared networks are kept for the run, and not in the user's cache; it is deleted by test/helpers/cache-folder.ts. */
process.env.XDG_CACHE_HOME = mkdtempSync(join(tmpdir(), 'clipasso-test-cache-'));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Files that run networks or start processes import test/helpers/patience.ts, which allows them two minutes.
    testTimeout: 10_000,
    hookTimeout: 10_000,
    // what is waited for may take long on a machine that others use; only a test that fails waits so long
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    env: { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME },
    globalSetup: 'test/helpers/cache-folder.ts',
    reporters: ['default', countingReporter],
  },
});
