/** The message of JSON's parser without the text that it quotes, which may be anything. */
export function problemInJson({ message }: Error): string {
  return message.replace(/, (\.\.\.)?"[\s\S]*is not valid JSON$/, '');
}
