import { expect, it } from 'vitest';
import { findProvider } from '../../../src/compute/providers/providers.ts';
import { failureOf } from '../../../src/compute/providers/start.ts';

/** As onnxruntime 1.30 words them, on Linux without a GPU. */
it.each([
  [
    'webgpu',
    '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const C&)::<lambda()> adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n',
    'Engine webgpu finds no device that it can use (Failed to get a WebGPU adapter: No supported adapters). It needs ',
  ],
  [
    'cuda',
    'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
    'Engine cuda cannot start (OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library). It needs an NVIDIA GPU ',
  ],
  [
    'cuda',
    'CUDA failure 100: no CUDA-capable device is detected ; GPU=-1',
    'Engine cuda finds no device that it can use (CUDA failure 100: no CUDA-capable device is detected ; GPU=-1). ',
  ],
])('says of %s in one line what failed and what it needs', (name, message, line) => {
  const told = failureOf(findProvider(name)!, new Error(message));
  expect(told).toContain(line);
  expect(told).not.toContain('\n');
});
