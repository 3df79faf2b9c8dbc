import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { resolveSketchOptions } from '../../src/options.ts';
import { PRESETS } from '../../src/presets.ts';
import { createClipTeacher } from '../../src/teachers/clip.ts';
import { loadClip, loadTeacher } from '../../src/teachers/registry.ts';
import { openClipResNet } from '../../src/vision/clip/resnet.ts';
import { openClipVit } from '../../src/vision/clip/vit.ts';
import { openSafetensors } from '../../src/vision/safetensors.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { activations, channelsLast, relativeError, testEngine } from '../helpers/network.ts';

const golden = (path: string) => new URL(`../golden/${path}.safetensors`, import.meta.url).pathname;
const reference = (name: string) => openSafetensors(golden(`clipasso-reference/${name}`));

test("clip: the paper's relevance map, and the subject by the embedded network", async () => {
  const loss = openClipResNet('loss', reference('tiny_rn_weights'), 4);
  const vit = { activation: 'quick-gelu', heads: 2 } as const;
  const saliency = openClipVit('saliency', reference('tiny_vit224_weights'), vit);
  const teacher = createClipTeacher({ loss, saliency });
  const file = reference('relevance');
  const image = {
    width: 224,
    height: 224,
    channels: 3 as const,
    data: channelsLast(file.read('image01'), 224),
  };
  const engine = await testEngine('onnx');
  expect(
    relativeError((await teacher.reader(engine).attention!(image)).data, file.read('relevance_map')),
  ).toBeLessThan(1e-4);
  const embedded = await loadTeacher('dinov2-small');
  const { attention, ...seen } = await teacher.reader(engine).subject(image);
  const { attention: own, ...embeddedSeen } = await embedded.reader(engine).subject(image);
  expect(seen).toEqual(embeddedSeen);
  expect(attention()).toEqual(own());
});

test("clip: the paper's losses, and a second network's embedding if asked for", () => {
  const loss = openClipResNet('loss', reference('tiny_rn_weights'), 4);
  const vit = openClipVit('vit', reference('tiny_vit_weights'), { activation: 'quick-gelu', heads: 2 });
  expect(createClipTeacher({ loss, saliency: vit }).parts).toEqual([
    {
      network: loss,
      terms: [
        { tap: 'layer2', distance: 'mse', weight: 1 },
        { tap: 'layer3', distance: 'mse', weight: 1 },
        { tap: 'embedding', distance: 'cosine', weight: 0.1 },
      ],
    },
  ]);
  const [, second] = createClipTeacher({ loss, saliency: vit, semantic: vit }).parts;
  expect(second).toEqual({ network: vit, terms: [{ tap: 'embedding', distance: 'cosine', weight: 0.1 }] });
});

test('clip without weights: the message says what to run', async () => {
  vi.stubEnv('HF_HUB_CACHE', temporaryFolder());
  await expect(loadTeacher('clip')).rejects.toMatchObject({
    code: 'model',
    message: expect.stringContaining("run 'clipasso models pull clip-rn101 clip-vit-b-32'"),
  });
  vi.unstubAllEnvs();
});

test('weights of another network are refused by name', async () => {
  const modelDir = temporaryFolder();
  copyFileSync(golden('clip-tiny/open_clip_vit_weights'), join(modelDir, 'clip-rn101.safetensors'));
  copyFileSync(golden('clip-tiny/open_clip_vit_weights'), join(modelDir, 'clip-vit-b-32.safetensors'));
  await expect(loadTeacher('clip', { modelDir })).rejects.toThrow(
    'does not fit CLIP: it lacks visual.conv3.weight',
  );
  copyFileSync(golden('dinov2-small/oblong-140x84'), join(modelDir, 'clip-rn50.safetensors'));
  await expect(loadClip('clip-rn50', { modelDir })).rejects.toThrow('lacks visual.conv3.weight');
});

test('both towers of a model brought by hand', async () => {
  const modelDir = temporaryFolder();
  copyFileSync(golden('clip-tiny/open_clip_resnet_weights'), join(modelDir, 'clip-rn101.safetensors'));
  const { image, text } = await loadClip('clip-rn101', { modelDir });
  expect(image.size).toBe(64);
  expect(text.embed).toBe(24);
  const pixels = { shape: [1, 64, 64, 3], data: new Float32Array(64 * 64 * 3) };
  const found = await activations(await testEngine('onnx'), image, pixels, ['embedding']);
  expect(found.embedding!.shape).toEqual([1, 24]);
});

test('a config beside the weights says the activation', async () => {
  const modelDir = temporaryFolder();
  const folder = join(modelDir, 'clip-vit-b-32');
  mkdirSync(folder);
  copyFileSync(golden('clip-tiny/hugging_face_weights'), join(folder, 'model.safetensors'));
  const config = (act: string) =>
    JSON.stringify({
      vision_config: { hidden_act: act, num_attention_heads: 2 },
      text_config: { hidden_act: act, num_attention_heads: 2 },
    });
  const engine = await testEngine('onnx');
  const file = openSafetensors(golden('clip-tiny/hugging_face_golden'));
  const pixels = { shape: [1, 32, 32, 3], data: channelsLast(file.read('image'), 32) };
  const error = async (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    const { image } = await loadClip('clip-vit-b-32', { modelDir });
    const { embedding } = await activations(engine, image, pixels, ['embedding']);
    return relativeError(embedding!.data, file.read('embedding'));
  };
  expect(await error('config.json', config('quick_gelu'))).toBeLessThan(1e-4);
  expect(await error('config.json', config('gelu'))).toBeGreaterThan(1e-4);
  await expect(error('config.json', config('relu'))).rejects.toThrow('gelu or quick_gelu, not relu');
  await expect(error('config.json', '{')).rejects.toThrow('Cannot read');
  await expect(error('open_clip_config.json', '3')).rejects.toThrow('it is not a JSON object');
});

test('presets are acceptable options', () => {
  for (const preset of Object.values(PRESETS)) expect(resolveSketchOptions(preset)).toMatchObject(preset);
});
