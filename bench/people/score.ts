/** How often readers name the right photo. */

export interface KeyEntry {
  readonly name: string;
  readonly strokes: number;
  /** Photos on the sheet. */
  readonly choices: number;
  /** The number of the right one. */
  readonly right: number;
}

/** Sheets by their names. */
export type Key = Readonly<Record<string, KeyEntry>>;

/** What one reader answered, by sheet. */
export type Answers = Readonly<Record<string, number>>;

/** Rows of number of photos, strokes, answers, part of them that is right, names that were missed. */
export function scoreAnswers(key: Key, readers: readonly Answers[]): string[][] {
  const kinds = [
    ...new Set(Object.values(key).map(({ choices, strokes }) => `${choices} ${strokes}`)),
  ].sort();
  return kinds.map((kind) => {
    const sheets = Object.entries(key).filter(([, { choices, strokes }]) => `${choices} ${strokes}` === kind);
    const given = readers.flatMap((answers) =>
      sheets.flatMap(([sheet, { name, right }]) =>
        answers[sheet] === undefined ? [] : [{ name, isRight: answers[sheet] === right }],
      ),
    );
    const right = given.filter(({ isRight }) => isRight).length;
    const missed = given.filter(({ isRight }) => !isRight).map(({ name }) => name);
    const part = given.length > 0 ? (right / given.length).toFixed(2) : '-';
    return [...kind.split(' '), String(given.length), part, missed.join(' ')];
  });
}
