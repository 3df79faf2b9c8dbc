/** What native libraries read from the process' environment when they start. */
import { disableTelemetry } from './telemetry.ts';

const SETTINGS = {
  /** CUDA's products would otherwise round factors to 10 bits on newer GPUs, and drawings differ from the CPU's. */
  NVIDIA_TF32_OVERRIDE: '0',
};

/** Variables for processes that load onnxruntime; what the user has set stays. */
export function nativeEnvironment(): Record<string, string> {
  const unset = Object.entries(SETTINGS).filter(([name]) => process.env[name] === undefined);
  return { ...Object.fromEntries(unset), ORT_DISABLE_TELEMETRY: '1' };
}

/** Sets them in this process: in the main thread, before threads that load onnxruntime start. */
export function setNativeEnvironment(): void {
  disableTelemetry();
  Object.assign(process.env, nativeEnvironment());
}
