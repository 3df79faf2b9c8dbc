/** Whether a provider can start here and, where not, what is missing. */
import { ClipassoError } from '../../errors.ts';
import { firstLine } from '../require-package.ts';
import type { Provider } from './providers.ts';
import type { ProviderRuntime } from './runtime.ts';

/**
 * What keeps a provider from starting, as far as can be told without trying: one line with what to do about it, or null.
 * Nothing is loaded for it, so nothing native can fail or print.
 */
export function problemBefore(provider: Provider, runtime: ProviderRuntime): string | null {
  const { name, backend, systems, libraries, needs } = provider;
  if (!runtime.backends.has(backend))
    return `Engine ${name} is not in onnxruntime-node's build for ${runtime.system}, only in that for ${systems}: use --engine auto`;
  const missing = libraries.filter((library) => !runtime.hasLibrary(library));
  if (missing.length === 0) return null;
  const install =
    runtime.installer === null
      ? 'npm install onnxruntime-node without skipping its install script'
      : `run node ${JSON.stringify(runtime.installer)}, which downloads it`;
  return `Engine ${name} needs onnxruntime's ${missing.join(' and ')}, not installed here: ${install}. It also needs ${needs}`;
}

/** Starts a provider once. @throws ClipassoError 'engine' in one line: what is missing, and what to install */
export async function startProvider(provider: Provider, runtime: ProviderRuntime): Promise<void> {
  const problem = problemBefore(provider, runtime);
  if (problem !== null) throw new ClipassoError('engine', problem);
  try {
    await runtime.start(provider);
  } catch (cause) {
    throw new ClipassoError('engine', failureOf(provider, cause), { cause });
  }
}

/** What providers say of a machine that has no device for them, or no driver. */
const NO_DEVICE = /adapter|no .*device|device.* not found|DXGI_ERROR|cudaErrorNoDevice|driver version/i;

/** One line for an error of onnxruntime's; its sources' paths and line numbers say nothing to a user. */
export function failureOf({ name, needs }: Provider, error: unknown): string {
  const reason = firstLine(error)
    .replace(/^.*was false\.\s*/, '')
    .replace(/^(?:\S*\/)?\S+\.(?:cc|cpp|h):\d+\s+/, '')
    .trim();
  const what = NO_DEVICE.test(reason) ? 'finds no device that it can use' : 'cannot start';
  return `Engine ${name} ${what} (${reason}). It needs ${needs}; or use --engine auto`;
}
