import { describe, expect, it } from 'vitest';
import type { ProviderName } from '../../../src/compute/engine-name.ts';
import { findProvider, PROVIDERS } from '../../../src/compute/providers/providers.ts';
import type { ProviderRuntime } from '../../../src/compute/providers/runtime.ts';
import { type ProviderTools, refusedByAuto, startAskedFor } from '../../../src/compute/providers/select.ts';
import type { Trial } from '../../../src/compute/providers/trial.ts';

const GOOD: Trial = { started: true, difference: 1e-6, seconds: 0.01, cpuSeconds: 0.1 };
const BAD: Trial = { started: false, problem: 'Engine webgpu finds no device' };

/** A machine on which everything works, and what is changed of it; `done` tells what was asked of it, in order. */
function machine(
  changes: Partial<ProviderRuntime> = {},
  trial: Trial = GOOD,
  remembered: Trial | null = null,
) {
  const done: string[] = [];
  const kept = new Map<ProviderName, Trial>();
  const runtime: ProviderRuntime = {
    system: 'linux x64',
    backends: new Set(['cpu', 'cuda', 'dml', 'coreml', 'webgpu']),
    installer: '/install.js',
    hasLibrary: () => true,
    mayHaveDevice: () => true,
    start: async ({ name }) => void done.push(`start ${name}`),
    ...changes,
  };
  const tools: ProviderTools = {
    runtime,
    runTrial: async (name) => {
      done.push(`try ${name}`);
      return trial;
    },
    trials: {
      read: (name) => kept.get(name) ?? remembered,
      write: (name, result) => void kept.set(name, result),
    },
    anew: false,
  };
  return { tools, done, kept };
}

const webgpu = findProvider('webgpu')!;
const cuda = findProvider('cuda')!;

describe('auto', () => {
  it.each(PROVIDERS)('takes $name when it starts, agrees with the CPU and is faster', async (provider) => {
    const { tools, done, kept } = machine();
    expect(await refusedByAuto(provider, tools)).toBeNull();
    expect(done).toEqual([`try ${provider.name}`, `start ${provider.name}`]);
    expect(kept.get(provider.name)).toEqual(GOOD);
  });

  it('tries nothing that the build lacks, that was not installed, or that has no device', async () => {
    for (const [changes, problem] of [
      [{ backends: new Set(['cpu']) }, 'is not in onnxruntime-node'],
      [{ hasLibrary: () => false }, 'not installed here'],
      [{ mayHaveDevice: () => false }, 'finds no device'],
    ] as const) {
      const { tools, done } = machine(changes);
      expect(await refusedByAuto(cuda, tools)).toContain(problem);
      expect(done).toEqual([]);
    }
  });

  it.each([
    ['does not start', BAD, 'finds no device'],
    ['differs', { ...GOOD, difference: 1.01e-3 }, 'differs from the CPU by 1e-3'],
    ['gives no numbers', { ...GOOD, difference: Number.NaN }, 'differs from the CPU'],
    ['is hardly faster', { ...GOOD, seconds: 0.067 }, 'takes 67 ms for what the CPU does in 100 ms'],
  ] as const)('leaves a provider that %s', async (_, trial, problem) => {
    const { tools, done } = machine({}, trial);
    expect(await refusedByAuto(webgpu, tools)).toContain(problem);
    expect(done).toEqual(['try webgpu']);
  });

  it('does not try again what was tried before, unless told to', async () => {
    const good = machine({}, BAD, GOOD);
    expect(await refusedByAuto(webgpu, good.tools)).toBeNull();
    expect(good.done).toEqual(['start webgpu']);
    const bad = machine({}, GOOD, BAD);
    expect(await refusedByAuto(webgpu, bad.tools)).toBe(BAD.problem);
    expect(bad.done).toEqual([]);
    expect(await refusedByAuto(webgpu, { ...bad.tools, anew: true })).toBeNull();
    expect(bad.kept.get('webgpu')).toEqual(GOOD);
  });

  it('forgets a trial when the provider starts no more', async () => {
    const { tools, kept } = machine({ start: () => Promise.reject(new Error('gone')) }, GOOD, GOOD);
    expect(await refusedByAuto(webgpu, tools)).toContain('cannot start (gone)');
    expect(kept.get('webgpu')).toMatchObject({ started: false });
    expect(await refusedByAuto(webgpu, tools)).toContain('cannot start (gone)');
  });

  it('works where nothing is kept', async () => {
    const { tools, done } = machine();
    expect(await refusedByAuto(webgpu, { ...tools, trials: null })).toBeNull();
    expect(done).toEqual(['try webgpu', 'start webgpu']);
  });
});

describe('a provider that is asked for', () => {
  it('may be slow or inexact, and is started whether or not a device was seen', async () => {
    const slow = { ...GOOD, seconds: 9, difference: 0.5 };
    const { tools, done } = machine({ mayHaveDevice: () => false }, slow);
    await startAskedFor(webgpu, tools);
    expect(done).toEqual(['try webgpu', 'start webgpu']);
  });

  it('is tried again after a failure, and not after a success', async () => {
    const failed = machine({}, GOOD, BAD);
    await startAskedFor(webgpu, failed.tools);
    expect(failed.done).toEqual(['try webgpu', 'start webgpu']);
    const worked = machine({}, BAD, GOOD);
    await startAskedFor(webgpu, worked.tools);
    expect(worked.done).toEqual(['start webgpu']);
  });

  it.each<[Partial<ProviderRuntime>, Trial, RegExp]>([
    [{ backends: new Set(['cpu']) }, GOOD, /^Engine cuda is not in .* linux x64, only in that for Linux x64/],
    [{ hasLibrary: () => false }, GOOD, /_cuda\.so, not installed here: run node "\/install\.js"/],
    [{ hasLibrary: () => false, installer: null }, GOOD, /not installed here: npm install onnxruntime-node/],
    [{}, { started: false, problem: 'Engine cuda has no device' }, /^Engine cuda has no device$/],
    [
      { start: () => Promise.reject(new Error('gone\nmore')) },
      GOOD,
      /cannot start \(gone\)\. It needs .*CUDA/,
    ],
  ])('is refused in one line: %#', async (changes, trial, line) => {
    const asked = startAskedFor(cuda, machine(changes, trial).tools);
    await expect(asked).rejects.toMatchObject({ code: 'engine', message: expect.stringMatching(line) });
    await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(/^.*$/) });
  });
});
