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

it('refuses a time that is no number', async () => {
  const command = doctorCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  const run = command.parseAsync(['--seconds', 'soon'], { from: 'user' });
  await expect(run).rejects.toMatchObject({ code: 'commander.invalidArgument' });
});
