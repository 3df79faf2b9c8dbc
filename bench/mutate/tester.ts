/**
 * A process of its own that runs test files on request, and keeps what Vitest has compiled from one request to the next. It is started in the
 * root of the repository it tests, and asked through messages.
 */
import { createVitest } from 'vitest/node';

export interface TestRequest {
  /** Test files, in the order in which they are run, until one fails. */
  readonly tests: readonly string[];
  /** A source file that has changed since the last request. */
  readonly changed?: string | undefined;
}

export interface TestReply {
  /** The first file that failed. */
  readonly failed: string | null;
  /** What its first failed test said. */
  readonly why?: string | undefined;
  /** Seconds of each file that was run. */
  readonly seconds: Readonly<Record<string, number>>;
}

const root = process.cwd();
const vitest = await createVitest('test', {
  root,
  watch: false,
  // one that says nothing, in place of the configuration's
  reporters: [{}],
  silent: true,
  // one test that fails is enough
  bail: 1,
  maxWorkers: 1,
  // a busy machine is no fault: what runs for too long is stopped by the limit that the request comes with
  testTimeout: 120_000,
  hookTimeout: 120_000,
});

process.on('message', (request: TestRequest) => {
  answer(request).then(
    (reply) => process.send?.(reply),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function answer({ tests, changed }: TestRequest): Promise<TestReply> {
  if (changed) vitest.invalidateFile(`${root}/${changed}`);
  const seconds: Record<string, number> = {};
  for (const test of tests) {
    const specifications = await vitest.globTestSpecifications([test]);
    const start = performance.now();
    const { testModules: all, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    // Vitest gives the modules of earlier requests too
    const ids = new Set(specifications.map(({ moduleId }) => moduleId));
    const testModules = all.filter(({ moduleId }) => ids.has(moduleId));
    seconds[test] = (performance.now() - start) / 1000;
    const passed =
      testModules.length > 0 && unhandledErrors.length === 0 && testModules.every((module) => module.ok());
    if (passed) continue;
    const [first] = testModules.flatMap((module) => [...module.children.allTests('failed')]);
    return {
      failed: test,
      why: first && `${first.fullName}: ${first.result().errors?.[0]?.message}`,
      seconds,
    };
  }
  return { failed: null, seconds };
}
