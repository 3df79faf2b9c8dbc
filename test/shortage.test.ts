import { describe, expect, it } from 'vitest';
import { ClipassoError } from '../src/errors.ts';
import { packError, unpackError } from '../src/packed-error.ts';
import { shortageError } from '../src/shortage.ts';

const withCode = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('an error', () => {
  it.each([
    new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance'),
    new RangeError('Array buffer allocation failed'),
    new Error('std::bad_alloc'),
    withCode(
      'ERR_WORKER_OUT_OF_MEMORY',
      'Worker terminated due to reaching memory limit: JS heap out of memory',
    ),
  ])('says that memory ran short: %s', (error) => {
    const { code, message, cause } = shortageError(error)!;
    expect([code, cause]).toEqual(['input', error]);
    expect(message).toBe(
      'Memory ran short; close other programs, allow more (ulimit -v), or give smaller photos',
    );
    // and says so on the other side of a thread
    expect(unpackError(packError(error))).toMatchObject({ name: 'ClipassoError', code, message });
  });

  it('says that too many files are open', () => {
    const error = withCode('EMFILE', "EMFILE: too many open files, open '/x'");
    expect(shortageError(error)?.message).toBe(
      'It stopped: too many files are open; raise the limit (ulimit -n 1024)',
    );
  });

  it('says that a part is missing, or may not be opened', () => {
    const error = withCode('ERR_MODULE_NOT_FOUND', "Cannot find module '/x' imported from /y");
    expect(shortageError(error)?.message).toBe(
      'A part of clipasso cannot be loaded: allow more open files (ulimit -n 1024), or install it again',
    );
  });

  it('of another kind stays what it is', () => {
    expect(shortageError(new TypeError('x is not a function'))).toBeNull();
    expect(shortageError(new ClipassoError('engine', 'out of memory'))).toBeNull();
    expect(shortageError('out of memory')).toBeNull();
  });
});
