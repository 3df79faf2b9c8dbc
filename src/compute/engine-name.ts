/** onnxruntime on something else than the CPU: its execution providers, by the names that users give. */
export type ProviderName = 'cuda' | 'directml' | 'coreml' | 'webgpu';

/** What runs networks, by the names that users give. */
export type EngineName = 'onnx' | ProviderName | 'tfjs-gpu' | 'tfjs-node' | 'wasm';
