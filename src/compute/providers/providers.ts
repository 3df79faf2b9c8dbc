/**
 * onnxruntime's execution providers that compute on a graphics processor: what each is called, where it is, what it takes.
 * They are fed the same graphs as the CPU; operators that a provider lacks run on the CPU.
 */
import type { InferenceSession } from 'onnxruntime-node';
import type { ProviderName } from '../engine-name.ts';

export interface Provider {
  readonly name: ProviderName;
  /** What onnxruntime calls it. */
  readonly backend: string;
  /** Systems whose build of onnxruntime-node has it, for people. */
  readonly systems: string;
  /** Files beside onnxruntime's own library that its install script fetches. */
  readonly libraries: readonly string[];
  /** What must be on the machine, as the end of a sentence that begins with "It needs". */
  readonly needs: string;
  /** Options of its sessions, over those of the CPU's. */
  readonly session: InferenceSession.SessionOptions;
}

/** COREML_FLAG_CREATE_MLPROGRAM | COREML_FLAG_USE_CPU_AND_GPU: the neural engine computes in 16 bits. */
const COREML_FLAGS = 0x010 | 0x020;

/** In the order in which `auto` tries them. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'cuda',
    backend: 'cuda',
    systems: 'Linux x64',
    libraries: ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'],
    needs: 'an NVIDIA GPU with its driver, and CUDA 12 and cuDNN 9 on the library path',
    session: { executionProviders: ['cuda'] },
  },
  {
    name: 'directml',
    backend: 'dml',
    systems: 'Windows',
    libraries: [],
    needs: 'a GPU with a DirectX 12 driver',
    // It refuses sessions that plan their memory, and those that are not sequential: see cpuOptions in onnx.ts.
    session: { executionProviders: ['dml'], enableMemPattern: false },
  },
  {
    name: 'coreml',
    backend: 'coreml',
    systems: 'Macs with Apple silicon',
    libraries: [],
    needs: 'macOS 12 or newer',
    session: { executionProviders: [{ name: 'coreml', coreMlFlags: COREML_FLAGS }] },
  },
  {
    name: 'webgpu',
    backend: 'webgpu',
    systems: 'Linux x64, Windows and Macs with Apple silicon',
    libraries: [],
    needs: 'a GPU with a driver for Vulkan (Linux: also the loader, libvulkan1), Direct3D 12 or Metal',
    session: { executionProviders: ['webgpu'] },
  },
];

export function findProvider(name: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.name === name);
}
