/** What of onnxruntime and the machine decides whether a provider can run. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OnnxRuntime } from '../onnxruntime.ts';
import type { Provider } from './providers.ts';
import { tinyModel } from './tiny-model.ts';

export interface ProviderRuntime {
  /** Operating system and processor, as in `linux x64`. */
  readonly system: string;
  /** Backends that this build of onnxruntime lists. */
  readonly backends: ReadonlySet<string>;
  /** Where its install script is, which fetches libraries; null when unknown. */
  readonly installer: string | null;
  /** Whether a file lies beside onnxruntime's own library. */
  hasLibrary(name: string): boolean;
  /** Whether the machine may have a device for the provider at all: costs next to nothing, and may be wrong if true. */
  mayHaveDevice(provider: Provider): boolean;
  /** Makes a session of the provider and runs it once. @throws onnxruntime's error */
  start(provider: Provider): Promise<void>;
}

export function providerRuntime(ort: OnnxRuntime): ProviderRuntime {
  const { platform, arch } = process;
  const root = packageFolder();
  return {
    system: `${platform} ${arch}`,
    backends: new Set(ort.listSupportedBackends().map(({ name }) => name)),
    installer: root && join(root, 'script', 'install.js'),
    hasLibrary: (name) => root !== null && existsSync(join(root, 'bin/napi-v6', platform, arch, name)),
    mayHaveDevice: ({ name }) => platform !== 'linux' || hasDeviceFile(name === 'cuda'),
    async start({ session: options }) {
      const { bytes, input } = tinyModel();
      const session = await ort.InferenceSession.create(bytes, { ...options, logSeverityLevel: 4 });
      try {
        await session.run({ [input]: new ort.Tensor('float32', new Float32Array(4), [2, 2]) });
      } finally {
        await session.release();
      }
    },
  };
}

/** Linux shows graphics processors as files: NVIDIA's own, the kernel's render nodes, Windows' through WSL. */
function hasDeviceFile(nvidiaOnly: boolean): boolean {
  if (existsSync('/dev/nvidiactl') || existsSync('/dev/dxg')) return true;
  if (nvidiaOnly) return false;
  try {
    return readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
  } catch {
    return false;
  }
}

function packageFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  } catch {
    return null;
  }
}
