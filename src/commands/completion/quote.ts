/** One word for sh, zsh and fish alike. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
