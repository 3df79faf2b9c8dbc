/** One word of a command line that a person copies into a shell. */

/** The word as the shell takes it for one: bare where that is safe, else quoted. A name that looks like an option gets `./` before it. */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  const safe = word.startsWith('-') ? `./${word}` : word;
  if (/^[\w./@%+,:=-]+$/.test(safe)) return safe;
  return platform === 'win32' ? `"${safe}"` : `'${safe.replaceAll("'", "'\\''")}'`;
}
