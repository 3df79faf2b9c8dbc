import { expect, it } from 'vitest';
import { loadTf } from '../../../src/compute/lazy-tf.ts';
import { createOnnxEngine } from '../../../src/compute/onnx.ts';
import { differenceOf } from '../../../src/compute/providers/difference.ts';
import { runProbe } from '../../../src/compute/providers/probe.ts';
import { findProvider } from '../../../src/compute/providers/providers.ts';
import { GraphBuilder, reachable } from '../../../src/compute/trace/graph.ts';
import { withPlainProducts } from '../../../src/compute/trace/plain-products.ts';
import '../../helpers/patience.ts';

it('leaves no operator of onnxruntime itself, and operands before the nodes that use them', () => {
  const graph = new GraphBuilder();
  const a = graph.input('a', [2, 3, 4], 'float32');
  const b = graph.input('b', [2, 5, 4], 'float32');
  const type = 'float32';
  const shape = [2, 3, 5];
  const product = graph.emit(
    'FusedMatMul',
    [a, b],
    { shape, type },
    { transA: 0, transB: 1 },
    'com.microsoft',
  );
  const negative = graph.emit('Neg', [product], { shape, type });
  const plain = withPlainProducts({ inputs: graph.inputs, outputs: { negative } }, () =>
    graph.constants.nextId(),
  );
  const nodes = reachable(plain).flatMap((value) => (value.kind === 'node' ? [value] : []));
  expect(nodes.map(({ op, domain }) => op + domain)).toEqual(['Transpose', 'MatMul', 'Neg']);
  expect(nodes[0]).toMatchObject({ attributes: { perm: [0, 2, 1] }, shape: [2, 4, 5] });
  expect(nodes[1]).toMatchObject({ shape, operands: [a, nodes[0]] });
});

it('computes the same', async () => {
  await loadTf();
  const fused = await createOnnxEngine({ threads: 1 });
  // the graph of providers, on the CPU
  const provider = { ...findProvider('webgpu')!, session: {} };
  const plain = await createOnnxEngine({ threads: 1, provider });
  const [one, other] = [await runProbe(fused), await runProbe(plain)];
  expect(differenceOf(other.outputs, one.outputs)).toBeLessThan(1e-5);
  fused.dispose();
  plain.dispose();
});
