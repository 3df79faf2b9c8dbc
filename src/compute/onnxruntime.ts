/**
 * Loads onnxruntime, quietly and only when it is wanted. From 1.30 on its library opens connections to its maker, keeps a
 * device id in the user's cache and a log in the temporary folder, unless ORT_DISABLE_TELEMETRY is set when it starts.
 */
import { isMainThread } from 'node:worker_threads';
import { ClipassoError } from '../errors.ts';
import { versions } from '../versions.ts';
import { requirePackage } from './require-package.ts';

export type OnnxRuntime = typeof import('onnxruntime-node');

const PACKAGE = 'onnxruntime-node';
const OPT_OUT = 'ORT_DISABLE_TELEMETRY';

/** @throws ClipassoError 'engine' when it is not installed, has no library for this machine, or cannot be kept quiet */
export function loadOnnxRuntime(): OnnxRuntime {
  disableTelemetry();
  const required = requirePackage<OnnxRuntime>(PACKAGE);
  if (required.loaded) return required.module;
  const { problem, cause } = required;
  throw new ClipassoError(
    'engine',
    // Without the variable its install script fetches CUDA libraries, and fails where it cannot.
    `Engine onnx needs the package ${PACKAGE}, which ${problem}: use --engine wasm, or ONNXRUNTIME_NODE_INSTALL=skip npm install ${PACKAGE}@${versions().onnxruntime}`,
    { cause },
  );
}

/**
 * Opts this process out. To have that in worker threads as well, the main thread must call it before it starts them: the
 * library reads the process' own environment, of which a worker thread has a copy.
 * @throws ClipassoError 'engine' in a worker thread whose process did not opt out
 */
export function disableTelemetry(): void {
  process.env[OPT_OUT] = '1';
  if (!isMainThread && environmentOfProcess()[OPT_OUT] !== '1')
    throw new ClipassoError(
      'engine',
      `Engine onnx cannot run in this worker thread, because onnxruntime would report its use: set process.env.${OPT_OUT} = '1' in the main thread before starting it`,
    );
}

/** What native code sees. */
function environmentOfProcess(): Readonly<Record<string, string | undefined>> {
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report;
  const { excludeNetwork = false } = report;
  report.excludeNetwork = true; // or the addresses of open sockets are looked up
  try {
    return (
      (report.getReport() as { environmentVariables?: Record<string, string> }).environmentVariables ?? {}
    );
  } finally {
    report.excludeNetwork = excludeNetwork;
  }
}
