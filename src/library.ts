/** What a program calls: sketchers that leave its event loop free, and that refuse what makes no sense in one line. */
import { ClipassoError, checkObject, invalidOption } from './errors.ts';
import type { ModelSettings } from './models/settings.ts';
import {
  resolveOverrides,
  resolveSketchOptions,
  type SketchOptions,
  type SketchOverrides,
} from './options.ts';
import { checkSourceType, type PhotoSource } from './photo/source.ts';
import type { LookResult, SketchContext, Sketcher, SketchResult } from './result.ts';
import { createSketcher as createSketcherHere } from './sketch.ts';
import { checkSketch } from './strokes/check-sketch.ts';
import { createThreadSketcher } from './thread/sketcher.ts';

export interface SketcherSettings extends ModelSettings {
  /**
   * Whether a worker thread does the work: the caller's event loop would be blocked for seconds at a time otherwise. A path or URL
   * is the thread's code, `clipasso/thread`, where a bundler has put it. @default true
   */
  readonly worker?: boolean | string | URL | undefined;
}

/**
 * Sketches one photo in a thread of its own. To sketch several, `createSketcher` loads the network once.
 * @throws ClipassoError 'input' when the photo cannot be read, 'usage' for unacceptable options, 'model' or 'engine' when the
 * network cannot run, 'aborted' as SketchContext.signal says
 */
export async function sketch(
  source: PhotoSource,
  options: Partial<SketchOptions> = {},
  context: SketchContext = {},
  settings: SketcherSettings = {},
): Promise<SketchResult> {
  checkSource(source);
  checkContext(context);
  if (context.signal?.aborted) throw new ClipassoError('aborted', 'Interrupted before there was a drawing');
  const sketcher = await createSketcher(options, settings);
  try {
    return await sketcher.sketch(source, {}, context);
  } finally {
    sketcher.dispose();
  }
}

/**
 * Tells the things in one photo apart, in a thread of its own, without drawing it. For several photos, `createSketcher` loads the network
 * once, and its `things` does the same.
 * @throws ClipassoError 'input' when the photo cannot be read, 'usage' for unacceptable options, 'engine' when the network cannot run,
 * 'aborted' by the signal
 */
export async function look(
  source: PhotoSource,
  options: Pick<Partial<SketchOptions>, 'engine' | 'threads'> = {},
  context: Pick<SketchContext, 'signal'> = {},
  settings: SketcherSettings = {},
): Promise<LookResult> {
  checkSource(source);
  checkContext(context);
  if (context.signal?.aborted)
    throw new ClipassoError('aborted', 'Interrupted before the photo was looked at');
  const sketcher = await createSketcher(options, settings);
  try {
    return await sketcher.things(source, context);
  } finally {
    sketcher.dispose();
  }
}

/**
 * Loads a network, to sketch any number of photos, one after another.
 * @param options defaults of every sketch; teacher, semantic, engine and threads hold for all of them
 * @throws ClipassoError 'usage', 'model', 'network' or 'engine'
 */
export async function createSketcher(
  options: Partial<SketchOptions> = {},
  settings: SketcherSettings = {},
): Promise<Sketcher> {
  const resolved = resolveSketchOptions(options);
  const { worker = true, ...rest } = checkObject(settings, 'settings');
  if (typeof worker !== 'boolean' && typeof worker !== 'string' && !(worker instanceof URL))
    throw invalidOption('worker', 'true, false, or the path or URL of a script', worker);
  const made = worker
    ? await createThreadSketcher(options, rest, worker === true ? undefined : worker)
    : endingSoon(await createSketcherHere(options, rest));
  let disposed = false;
  /** As plain data, which can be sent to a thread, and which the caller may change meanwhile. */
  const checkOverrides = (overrides: SketchOverrides): SketchOverrides => {
    const plain = { ...checkObject(overrides, 'overrides') };
    resolveOverrides(resolved, plain);
    return plain;
  };
  const checkCall = (source: unknown, context: SketchContext) => {
    if (disposed) throw new ClipassoError('usage', 'This sketcher was disposed of; create another');
    checkSource(source);
    checkContext(context);
  };
  return {
    warnings: made.warnings,
    remarks: made.remarks,
    async sketch(source, overrides = {}, context = {}) {
      checkCall(source, context);
      return made.sketch(source, checkOverrides(overrides), context);
    },
    async look(source, overrides = {}, context = {}) {
      checkCall(source, context);
      return made.look(source, checkOverrides(overrides), context);
    },
    async things(source, context = {}) {
      checkCall(source, context);
      return made.things(source, context);
    },
    dispose() {
      if (!disposed) made.dispose();
      disposed = true;
    },
  };
}

/** A sketcher of this thread whose dispose stops what it draws, as that of another thread does. */
function endingSoon(made: Sketcher): Sketcher {
  const end = new AbortController();
  const running = new Set<Promise<unknown>>();
  const run = async <T>(
    given: Pick<SketchContext, 'signal'>,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const done = work(given.signal ? AbortSignal.any([given.signal, end.signal]) : end.signal);
    running.add(done);
    try {
      const result = await done;
      if (!end.signal.aborted) return result;
    } catch (error) {
      if (!end.signal.aborted) throw error;
    } finally {
      running.delete(done);
      if (end.signal.aborted && running.size === 0) made.dispose();
    }
    throw new ClipassoError('aborted', 'The sketcher was disposed of');
  };
  return {
    ...made,
    sketch: (source, overrides, context = {}) =>
      run(context, (signal) => made.sketch(source, overrides, { ...context, signal })),
    look: (source, overrides, context = {}) =>
      run(context, (signal) => made.look(source, overrides, { ...context, signal })),
    things: (source, context = {}) => run(context, (signal) => made.things(source, { signal })),
    dispose() {
      end.abort();
      if (running.size === 0) made.dispose();
    },
  };
}

function checkSource(source: unknown): void {
  if (source === undefined || source === null)
    throw invalidOption('the photo', "a file's path or an image's bytes", source);
  checkSourceType(source);
}

function checkContext(context: SketchContext): void {
  const { from, signal, onEvent, onSubject, onDrawings, onDraft, onVariant, take } = checkObject(
    context,
    'context',
  );
  if (from !== undefined) checkSketch(from);
  if (take !== undefined && !Number.isInteger(take)) throw invalidOption('take', 'an integer', take);
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw invalidOption('signal', 'an AbortSignal', signal);
  for (const [name, callback] of Object.entries({ onEvent, onSubject, onDrawings, onDraft, onVariant }))
    if (callback !== undefined && typeof callback !== 'function')
      throw invalidOption(name, 'a function', callback);
}
