/** What runs networks, by the names that users give. */
export type EngineName = 'onnx' | 'tfjs-gpu' | 'tfjs-node' | 'wasm';
