/**
 * onnxruntime's library, from 1.30 on, opens connections to its maker, keeps a device id in the user's cache and a log in
 * the temporary folder, unless ORT_DISABLE_TELEMETRY is set when it starts.
 */
import { isMainThread } from 'node:worker_threads';
import { ClipassoError } from '../errors.ts';

const OPT_OUT = 'ORT_DISABLE_TELEMETRY';

/**
 * Opts this process out, and threads that it starts later: the library reads the process' own environment, of which a
 * worker thread has a copy.
 */
export function disableTelemetry(): void {
  process.env[OPT_OUT] = '1';
}

/** @throws ClipassoError 'engine' in a worker thread of a process that did not opt out */
export function checkTelemetryIsOff(): void {
  if (isMainThread || environmentOfProcess()[OPT_OUT] === '1') return;
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
