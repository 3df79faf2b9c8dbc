/** `clipasso models list | pull | verify | path | remove` */
import { Command } from 'commander';
import { ClipassoError } from '../errors.ts';
import { removeCached } from '../models/cache.ts';
import { findModels, formatBytes, MODELS, type ModelEntry } from '../models/catalogue.ts';
import { type HubSettings, readHubSettings } from '../models/environment.ts';
import { systemReason } from '../system-reason.ts';
import type { SelfTestAnswer } from '../teachers/self-test.ts';
import { createDownloadProgress } from './download-progress.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { complain, inColumns, print } from './say.ts';

interface Flags {
  readonly modelDir?: string;
  readonly offline?: boolean;
  readonly json?: boolean;
  readonly selfTest?: boolean;
}

const NAMES = `${MODELS.map(({ id }) => id).join(', ')}, or clip for what the teacher needs`;
const MODEL_DIR = ['--model-dir <folder>', 'look for weights brought by hand in this folder'] as const;
const SELF_TEST_FLAG = [
  '--no-self-test',
  'do not name the example photos to see whether the weights work',
] as const;
const JSON_FLAG = ['--json', 'print for machines'] as const;

export function modelsCommand(): Command {
  const command = new Command('models').description("fetch, check and remove CLIP's weights");
  command
    .command('list')
    .description('known models, and which of them are on this machine')
    .option(...MODEL_DIR)
    .option(...JSON_FLAG)
    .action(list);
  command
    .command('pull')
    .description('fetch models into the cache; an interrupted pull is resumed')
    .argument('<model...>', NAMES)
    .option('--offline', 'never touch the network')
    .option(...SELF_TEST_FLAG)
    .action(pull);
  command
    .command('verify')
    .description(
      'check the hash and the tensors of models on this machine, and that they name the example photos right',
    )
    .argument('[model...]', NAMES)
    .option(...MODEL_DIR)
    .option(...SELF_TEST_FLAG)
    .option(...JSON_FLAG)
    .action(verify);
  command
    .command('path')
    .description("print the path of a model's weights")
    .argument('<model...>', NAMES)
    .option(...MODEL_DIR)
    .action(path);
  command
    .command('remove')
    .description('delete models from the cache')
    .argument('<model...>', NAMES)
    .action(remove);
  return command;
}

async function list({ modelDir, json }: Flags): Promise<void> {
  const { findModelFile } = await import('../models/locate.ts');
  const settings = readHubSettings();
  const rows = await Promise.all(
    MODELS.map(async (entry) => ({
      ...entry,
      path: await findModelFile(entry, { settings, modelDir }),
    })),
  );
  if (json) return print(JSON.stringify(rows, null, 2));
  const embedded = ['dinov2-small', '49 MB', 'embedded', 'Apache-2.0', 'the default teacher'];
  const table = [
    ['MODEL', 'SIZE', 'WEIGHTS', 'LICENCE', 'USED FOR'],
    embedded,
    ...rows.map(({ id, bytes, licence, use, path: found }) => [
      id,
      formatBytes(bytes),
      found === null ? '-' : 'here',
      licence,
      use,
    ]),
  ];
  for (const line of inColumns(table)) print(line);
}

async function pull(names: readonly string[], { offline, selfTest }: Flags): Promise<void> {
  const { pullModel } = await import('../models/pull.ts');
  const settings = withOffline(readHubSettings(), offline);
  const interrupt = abortOnInterrupt();
  const pulled: { entry: ModelEntry; file: string }[] = [];
  try {
    for (const entry of entriesOf(names)) {
      const progress = createDownloadProgress(process.stderr, entry.id);
      try {
        pulled.push({
          entry,
          file: await pullModel(entry, { settings, signal: interrupt.signal, ...progress }),
        });
      } finally {
        progress.end();
      }
      print(pulled.at(-1)!.file);
    }
  } catch (error) {
    if (!(error instanceof ClipassoError && error.code === 'aborted')) throw error;
    complain(error.message);
    process.exitCode = interrupt.exitCode;
  } finally {
    interrupt.dispose();
  }
  if (selfTest === false || process.exitCode) return;
  for (const { entry, file } of pulled) complain(`${entry.id}: ${inWords(await testNetworks(entry, file))}`);
}

/** Loads both towers and classifies the example photos. @throws ClipassoError 'model' if the weights do not fit, or a class is wrong */
async function testNetworks(entry: ModelEntry, file: string): Promise<SelfTestAnswer[]> {
  const [{ openImageNetwork, openTextNetwork }, { createEngine }, { checkAnswers, nameExamples }] =
    await Promise.all([
      import('../teachers/registry.ts'),
      import('../compute/engines.ts'),
      import('../teachers/self-test.ts'),
    ]);
  const networks = { image: openImageNetwork(entry, file), text: openTextNetwork(entry, file) };
  const engine = await createEngine('auto', { threads: 0 });
  try {
    const answers = await nameExamples(engine, networks);
    checkAnswers(entry.id, answers);
    return answers;
  } finally {
    engine.dispose();
  }
}

function inWords(answers: readonly SelfTestAnswer[]): string {
  const said = answers.map(({ shows, probability }) => `${shows} ${Math.round(100 * probability)} %`);
  return `it names the example photos right (${said.join(', ')})`;
}

async function verify(names: readonly string[], { modelDir, json, selfTest }: Flags): Promise<void> {
  const [{ findModelFile }, { verifyHash }, { openImageNetwork, openTextNetwork }] = await Promise.all([
    import('../models/locate.ts'),
    import('../models/verify.ts'),
    import('../teachers/registry.ts'),
  ]);
  const settings = readHubSettings();
  const asked = names.length > 0;
  const reports: { id: string; path: string; sha256: string; compared: boolean; names?: SelfTestAnswer[] }[] =
    [];
  for (const entry of asked ? entriesOf(names) : MODELS) {
    const file = asked ? await fileOf(entry, modelDir) : await findModelFile(entry, { settings, modelDir });
    if (file === null) continue;
    const { sha256, compared } = await verifyHash(entry, file);
    openImageNetwork(entry, file);
    openTextNetwork(entry, file);
    const answers = selfTest === false ? undefined : await testNetworks(entry, file);
    reports.push({ id: entry.id, path: file, sha256, compared, ...(answers && { names: answers }) });
    const hash = compared ? 'its hash is right' : 'no hash is known to compare with';
    if (!json)
      print(`${entry.id}: its tensors fit, ${hash} (${sha256})${answers ? `; ${inWords(answers)}` : ''}`);
  }
  if (json) print(JSON.stringify(reports, null, 2));
  else if (reports.length === 0) print('no models here; see clipasso models list');
}

async function path(names: readonly string[], { modelDir }: Flags): Promise<void> {
  for (const entry of entriesOf(names)) print(await fileOf(entry, modelDir));
}

/** @throws ClipassoError 'model' when it is not on this machine */
async function fileOf(entry: ModelEntry, modelDir: string | undefined): Promise<string> {
  const { findModelFile } = await import('../models/locate.ts');
  const file = await findModelFile(entry, { settings: readHubSettings(), modelDir });
  if (file !== null) return file;
  const where =
    modelDir === undefined
      ? `is not here: run 'clipasso models pull ${entry.id}'`
      : `is not in ${modelDir}: put ${entry.id}.safetensors there`;
  throw new ClipassoError('model', `${entry.id} ${where}`);
}

async function remove(names: readonly string[]): Promise<void> {
  const { cache } = readHubSettings();
  for (const entry of entriesOf(names)) {
    const removed = await removeCached(cache, entry).catch((cause: Error) => {
      throw new ClipassoError('output', `Cannot remove ${entry.id} from ${cache}: ${systemReason(cause)}`, {
        cause,
      });
    });
    print(`${entry.id}: ${removed ? 'removed' : 'was not in the cache'}`);
  }
}

function entriesOf(names: readonly string[]): ModelEntry[] {
  return [...new Set(names.flatMap((name) => findModels(name)))];
}

function withOffline(settings: HubSettings, offline: boolean | undefined): HubSettings {
  return offline ? { ...settings, offline: true } : settings;
}
