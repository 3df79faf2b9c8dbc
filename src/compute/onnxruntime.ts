/** Loads onnxruntime, quietly and only when it is wanted. */
import { ClipassoError } from '../errors.ts';
import { versions } from '../versions.ts';
import { setNativeEnvironment } from './native-environment.ts';
import { requirePackage } from './require-package.ts';
import { checkTelemetryIsOff } from './telemetry.ts';

export type OnnxRuntime = typeof import('onnxruntime-node');

const PACKAGE = 'onnxruntime-node';

let loaded: OnnxRuntime | undefined;

/** @throws ClipassoError 'engine' when it is not installed, has no library for this machine, or cannot be kept quiet */
export function loadOnnxRuntime(): OnnxRuntime {
  if (loaded) return loaded;
  setNativeEnvironment();
  checkTelemetryIsOff();
  const required = requirePackage<OnnxRuntime>(PACKAGE);
  if (required.loaded) {
    // What providers that do not start print: their errors are thrown as well.
    required.module.env.logLevel = 'fatal';
    loaded = required.module;
    return loaded;
  }
  const { problem, cause } = required;
  // Without the variable its install script for Linux fetches CUDA libraries, and fails where it cannot.
  const variable = process.platform === 'linux' ? 'ONNXRUNTIME_NODE_INSTALL=skip ' : '';
  const advice = `use --engine wasm, or ${variable}npm install ${PACKAGE}@${versions().onnxruntime}`;
  throw new ClipassoError('engine', `Engine onnx needs the package ${PACKAGE}, which ${problem}: ${advice}`, {
    cause,
  });
}
