/** Errors of the operating system in words. */

/** What each code says, as the end of a sentence. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'files here may not be so large; raise the limit (ulimit -f)',
  EIO: 'the disk reports an error',
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENOTFILE: 'it is a pipe or device, not a file',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open; raise the limit (ulimit -n 1024)',
  ENFILE: 'too many files are open on this machine',
  EBADF: 'it is not open for this',
  EBUSY: 'it is in use',
  EPIPE: 'its reader has gone',
  ESTALE: 'the network drive has lost it',
  ENOMEM: 'memory ran short',
  ERR_INVALID_ARG_VALUE: 'the name holds a character that no file name may hold',
};

const GARBLED = 'its name is not UTF-8, and cannot be opened by Node.js; rename it';

/**
 * What went wrong, as the end of a sentence.
 * @param others words for codes that mean something else where it happened
 */
export function systemReason(error: unknown, others: Readonly<Record<string, string>> = {}): string {
  const { code = '', message, path = '' } = error as NodeJS.ErrnoException;
  // what Node makes of bytes that it cannot give back to the system
  const garbled = code === 'ENOENT' && path.includes('\ufffd');
  return others[code] ?? (garbled ? GARBLED : null) ?? REASONS[code] ?? message.split('\n')[0];
}
