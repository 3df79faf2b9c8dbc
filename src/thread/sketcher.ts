/** A sketcher that works in a thread or another process, so that the program's event loop stays free. */
import { setNativeEnvironment } from '../compute/native-environment.ts';
import { ClipassoError } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import { unpackError } from '../packed-error.ts';
import type { LookResult, Sketcher, SketchResult, SubjectMask } from '../result.ts';
import { type Channel, startProcess, startThread } from './channel.ts';
import { createJobs } from './jobs.ts';
import type { FromThread, ThreadData } from './messages.ts';
import { packSettings, sending } from './pack.ts';

/** Facts about a sketcher, known once it is ready. */
type Told = Pick<Sketcher, 'warnings' | 'remarks'>;

/** @param reason a signal, `exit code 1`, or the system's message */
type Ended = (reason: string) => ClipassoError;

/**
 * Starts a thread and waits until its network is ready. It keeps the process alive only while it works.
 * @param script the thread's code; where it lies in the package when absent
 * @throws ClipassoError what createSketcher throws, and 'engine' if no thread can be started
 */
export function createThreadSketcher(
  options: Partial<SketchOptions>,
  settings: ModelSettings,
  script?: string | URL,
): Promise<Sketcher> {
  return createRemoteSketcher(options, settings, (data) => startThread(data, script));
}

/**
 * The same with a process, whose memory does not grow over photos of many shapes: it frees what only another photo of the same shape would
 * use, and its allocator returns that memory to the system.
 * @param ended makes the error of drawings whose process ends before they are finished; 'engine' by default
 * @throws ClipassoError what createSketcher throws, and what `ended` makes if no process can be started
 */
export function createProcessSketcher(
  options: Partial<SketchOptions>,
  settings: ModelSettings,
  ended?: Ended,
): Promise<Sketcher> {
  return createRemoteSketcher(options, settings, startProcess, ended);
}

async function createRemoteSketcher(
  options: Partial<SketchOptions>,
  settings: ModelSettings,
  start: (data: ThreadData) => Channel,
  ended?: Ended,
): Promise<Sketcher> {
  const { pull } = settings;
  setNativeEnvironment();
  const channel = sending(() => start({ options, settings: packSettings(settings) }));
  const jobs = createJobs(channel);
  const ready = new Promise<Told>((resolve, reject) => {
    const onMessage = (message: FromThread) => {
      if (message.kind === 'ready') resolve(message);
      else if (message.kind === 'failed') reject(unpackError(message.error));
      else if (message.kind === 'pull-progress') pull?.onProgress?.(message.received, message.total);
      else if (message.kind === 'pull-wait') pull?.onWait?.();
      else jobs.onMessage(message);
    };
    channel.listen(onMessage, (reason, cause) => {
      const error = ended?.(reason) ?? endedEarly(channel.name, reason, cause);
      jobs.stop(error);
      reject(error);
    });
  });

  const abortPull = () => channel.send({ kind: 'abort-pull' });
  pull?.signal?.addEventListener('abort', abortPull);
  if (pull?.signal?.aborted) abortPull();
  let told: Told;
  try {
    told = await ready;
  } catch (error) {
    await channel.terminate();
    throw error;
  } finally {
    pull?.signal?.removeEventListener('abort', abortPull);
  }
  channel.hold(false);
  return {
    warnings: told.warnings,
    remarks: told.remarks,
    sketch: (source, overrides = {}, context = {}) =>
      jobs.work('sketch', source, overrides, context) as Promise<SketchResult>,
    look: (source, overrides = {}, context = {}) =>
      jobs.work('look', source, overrides, context) as Promise<SubjectMask>,
    things: (source, context = {}) => jobs.work('things', source, {}, context) as Promise<LookResult>,
    dispose() {
      jobs.stop(new ClipassoError('aborted', 'The sketcher was disposed of'));
      channel.end();
    },
  };
}

function endedEarly(name: Channel['name'], reason: string, cause?: Error): ClipassoError {
  const instead = name === 'thread' ? "; the setting 'worker: false' sketches without a thread" : '';
  const advice = `if memory ran short, give smaller photos${instead}`;
  return new ClipassoError('engine', `The ${name} that sketches has ended (${reason}); ${advice}`, { cause });
}
