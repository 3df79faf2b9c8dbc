/** A sketcher that works in a thread or another process, so that the program's event loop stays free. */
import { setNativeEnvironment } from '../compute/native-environment.ts';
import { interrupted } from '../compute/stoppable.ts';
import { ClipassoError } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import { unpackError } from '../packed-error.ts';
import type { PhotoSource } from '../photo/source.ts';
import type {
  LookResult,
  SketchContext,
  Sketcher,
  SketchOverrides,
  SketchResult,
  SubjectMask,
} from '../result.ts';
import { type Channel, startProcess, startThread } from './channel.ts';
import type { Answer, FromThread, ThreadData, ToThread } from './messages.ts';
import { packSource, sending } from './pack.ts';

/** Facts about a sketcher, known once it is ready. */
type Told = Pick<Sketcher, 'warnings' | 'remarks'>;

/** @param reason a signal, `exit code 1`, or the system's message */
type Ended = (reason: string) => ClipassoError;

/** A running drawing. */
interface Job {
  readonly context: SketchContext;
  readonly resolve: (result: Answer) => void;
  readonly reject: (error: unknown) => void;
}

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
  const { pull, ...rest } = settings;
  const { stallMs, retries } = pull ?? {};
  const packedPull = { ...(stallMs !== undefined && { stallMs }), ...(retries !== undefined && { retries }) };
  const data: ThreadData = { options, settings: { ...rest, ...(pull && { pull: packedPull }) } };
  setNativeEnvironment();
  const channel = sending(() => start(data));
  const { send } = channel;

  const jobs = new Map<number, Job>();
  let nextId = 0;
  /** Why no more drawings are possible. */
  let end: Error | null = null;
  const stop = (error: Error) => {
    end ??= error;
    for (const job of jobs.values()) job.reject(end);
    jobs.clear();
  };

  const ready = new Promise<Told>((resolve, reject) => {
    const onMessage = (message: FromThread) => {
      if (message.kind === 'ready') resolve(message);
      else if (message.kind === 'failed') reject(unpackError(message.error));
      else if (message.kind === 'pull-progress') pull?.onProgress?.(message.received, message.total);
      else if (message.kind === 'pull-wait') pull?.onWait?.();
      else onJobMessage(message);
    };
    channel.listen(onMessage, (reason, cause) => {
      const error = ended?.(reason) ?? endedEarly(channel.name, reason, cause);
      stop(error);
      reject(error);
    });
  });

  function onJobMessage(message: Extract<FromThread, { readonly id: number }>): void {
    const job = jobs.get(message.id);
    if (!job) return;
    try {
      if (message.kind === 'event') job.context.onEvent?.(message.event);
      else if (message.kind === 'subject') job.context.onSubject?.(message.mask);
      else if (message.kind === 'drawings') job.context.onDrawings?.(message.step, message.drawings);
      else if (message.kind === 'draft') job.context.onDraft?.(message.sketch);
      else if (message.kind === 'variant') job.context.onVariant?.(message.variant);
      else if (message.kind === 'result') job.resolve(message.result);
      else job.reject(unpackError(message.error));
    } catch (error) {
      // the caller's callback threw
      send({ kind: 'abort', id: message.id });
      job.reject(error);
    }
  }

  const abortPull = () => send({ kind: 'abort-pull' });
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

  async function work(
    kind: 'sketch' | 'look' | 'things',
    source: PhotoSource,
    overrides: SketchOverrides,
    context: SketchContext,
  ): Promise<Answer> {
    if (end) throw end;
    const { signal, onEvent, onSubject, onDrawings, onDraft, onVariant, ...rest } = context;
    if (signal?.aborted) throw interrupted();
    const id = nextId++;
    const abort = () => send({ kind: 'abort', id });
    const { from, keep, order, take } = rest;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        jobs.set(id, { context, resolve, reject });
        channel.hold(true);
        const message: ToThread = {
          kind,
          order: {
            id,
            photo: packSource(source),
            overrides,
            context: {
              ...(from && { from }),
              ...(keep !== undefined && { keep }),
              ...(order !== undefined && { order }),
              ...(take !== undefined && { take }),
            },
            events: onEvent !== undefined,
            subject: onSubject !== undefined,
            drawings: onDrawings !== undefined,
            draft: onDraft !== undefined,
            variants: onVariant !== undefined,
          },
        };
        sending(() => send(message));
        signal?.addEventListener('abort', abort, { once: true });
      });
    } finally {
      signal?.removeEventListener('abort', abort);
      jobs.delete(id);
      if (jobs.size === 0 && !end) channel.hold(false);
    }
  }

  return {
    warnings: told.warnings,
    remarks: told.remarks,
    sketch: (source, overrides = {}, context = {}) =>
      work('sketch', source, overrides, context) as Promise<SketchResult>,
    look: (source, overrides = {}, context = {}) =>
      work('look', source, overrides, context) as Promise<SubjectMask>,
    things: (source, context = {}) => work('things', source, {}, context) as Promise<LookResult>,
    dispose() {
      stop(new ClipassoError('aborted', 'The sketcher was disposed of'));
      channel.end();
    },
  };
}

function endedEarly(name: Channel['name'], reason: string, cause?: Error): ClipassoError {
  const instead = name === 'thread' ? "; the setting 'worker: false' sketches without a thread" : '';
  const advice = `if memory ran short, give smaller photos${instead}`;
  return new ClipassoError('engine', `The ${name} that sketches has ended (${reason}); ${advice}`, { cause });
}
