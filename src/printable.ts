/** Text of others, such as file names, as it may stand in one line of a terminal. */

/**
 * The text with everything escaped that would end the line, move the cursor, colour, or turn the direction of writing: control
 * characters, line separators, bidirectional controls and halves of surrogate pairs. Text that has none of them stays as it is.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    escapeCharacter,
  );
}

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return SHORT[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
}
