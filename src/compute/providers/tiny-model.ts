/** The smallest model that shows whether a provider starts: one matrix product. */
import { GraphBuilder } from '../trace/graph.ts';
import { encodeGraph, encodeModel } from '../trace/onnx-model.ts';

/** A model that takes a float32 matrix (2, 2), and the name of that input. */
export function tinyModel(): { readonly bytes: Uint8Array; readonly input: string } {
  const builder = new GraphBuilder();
  const x = builder.input('x', [2, 2], 'float32');
  const square = builder.emit('MatMul', [x, x], { shape: [2, 2], type: 'float32' });
  const graph = encodeGraph({ inputs: builder.inputs, outputs: { square } });
  return { bytes: encodeModel(graph, () => 'inputs'), input: graph.inputs.x! };
}
