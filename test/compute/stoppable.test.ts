import { expect, it } from 'vitest';
import type { Engine, Program } from '../../src/compute/program.ts';
import { stoppable } from '../../src/compute/stoppable.ts';

const program: Program = { key: 'nothing', inputs: {}, weights: [], run: () => ({}) };

it('computes nothing more once it is stopped', async () => {
  const calls: string[] = [];
  const engine: Engine = {
    name: 'wasm',
    compile: async () => {
      calls.push('compile');
      return {
        run: async () => {
          calls.push('run');
          return {};
        },
        dispose: () => calls.push('dispose'),
      };
    },
    dispose: () => calls.push('end'),
  };
  let stopped = false;
  const wrapped = stoppable(engine, () => stopped);
  const compiled = await wrapped.compile(program);
  await compiled.run({});
  stopped = true;
  await expect(compiled.run({})).rejects.toMatchObject({ code: 'aborted' });
  await expect(wrapped.compile(program)).rejects.toMatchObject({ code: 'aborted' });
  compiled.dispose();
  wrapped.dispose();
  expect(calls).toEqual(['compile', 'run', 'dispose', 'end']);
});
