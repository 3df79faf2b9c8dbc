import { afterEach, expect, it, vi } from 'vitest';
import { doctorCommand } from '../../src/commands/doctor.ts';

afterEach(() => vi.restoreAllMocks());

async function doctor(...flags: string[]): Promise<string> {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await doctorCommand().parseAsync(['--seconds', '0', ...flags], { from: 'user' });
  return printed;
}

it('names the engine that is used and what every engine does here', async () => {
  const report = JSON.parse(await doctor('--json'));
  const names = report.engines.map(({ engine }: { engine: string }) => engine);
  expect(names).toEqual([
    ...['tfjs-gpu', 'cuda', 'directml', 'coreml', 'webgpu'],
    ...['onnx', 'tfjs-node', 'wasm'],
  ]);
  expect(report.engines).toContainEqual(expect.objectContaining({ engine: report.used, ready: true }));
  for (const { engine, ready, secondsPerRun, difference, problem } of report.engines) {
    if (ready) expect(secondsPerRun).toBeGreaterThan(0);
    else expect(problem).toMatch(/npm install|use --engine|check|cannot|run node/);
    if (engine === 'onnx') expect(difference).toBe(0);
    else if (ready) expect(difference).toBeGreaterThan(0);
  }
}, 120_000);

it.each([
  ['--seconds', 'soon', "a number for seconds but received 'soon'"],
  ['--seconds', '-1', 'a number from 0 to 600 for seconds but received -1'],
  ['--seconds', '1e99', 'a number from 0 to 600 for seconds but received 1e+99'],
  ['--threads', '1e5', 'an integer from 0 to 1024 for threads but received 100000'],
])('refuses %s %s', async (name, value, message) => {
  const run = doctorCommand().parseAsync([name, value], { from: 'user' });
  await expect(run).rejects.toMatchObject({ code: 'usage', message: `Expected ${message}` });
});
