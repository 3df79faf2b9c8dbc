/**
 * The libtensorflow backends of tfjs, from packages that a user may install beside this one.
 */
import { ClipassoError } from '../errors.ts';
import { versions } from '../versions.ts';
import { requirePackage } from './require-package.ts';

/** The name under which both packages register their backend. */
const BACKEND = 'tensorflow';

export const NATIVE_PACKAGES = {
  'tfjs-node': '@tensorflow/tfjs-node',
  'tfjs-gpu': '@tensorflow/tfjs-node-gpu',
} as const;

export type NativeEngineName = keyof typeof NATIVE_PACKAGES;

/**
 * Loads the package of `engine` and starts its backend. Only one of the two can live in a process.
 * @param threads of libtensorflow's pools on the CPU; 0 = all cores.
 * @returns the tfjs backend's name.
 * @throws ClipassoError 'engine' when the package is absent or broken, or sees no GPU where one is needed.
 */
export async function startNativeBackend(engine: NativeEngineName, threads: number): Promise<string> {
  if (threads > 0) {
    process.env.TF_NUM_INTRAOP_THREADS = String(threads);
    process.env.TF_NUM_INTEROP_THREADS = String(threads);
  }
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const name = NATIVE_PACKAGES[engine];
  const required = requirePackage<unknown>(name);
  if (!required.loaded) {
    const { problem, cause } = required;
    throw new ClipassoError(
      'engine',
      `Engine ${engine} needs the package ${name}, which ${problem}: npm install ${name}@${versions().tfjs}`,
      { cause },
    );
  }
  // tfjs takes a fifth of a second to load: only where there is a package that it can run on.
  const [{ initialiseBackend }, { findBackend }] = await Promise.all([
    import('./backend.ts'),
    import('./tf.ts'),
  ]);
  if (!(await initialiseBackend(BACKEND)))
    throw new ClipassoError('engine', `Engine ${engine} cannot start libtensorflow: reinstall ${name}`);
  const { isUsingGpuDevice } = findBackend(BACKEND) as { isUsingGpuDevice?: boolean };
  if (engine === 'tfjs-gpu' && isUsingGpuDevice !== true)
    throw new ClipassoError(
      'engine',
      'Engine tfjs-gpu sees no CUDA device: check nvidia-smi, CUDA and cuDNN',
    );
  return BACKEND;
}
