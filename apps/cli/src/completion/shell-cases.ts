import type { CommandWords, Place } from './command-words.js';

/** A text as bash and zsh take it for one word. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export interface Case {
  readonly patterns: readonly string[];
  readonly action: string;
}

/** What stands between `case` and `esac` of bash and zsh, where each action stands once. */
export function alternatives(cases: readonly Case[]): string {
  const patternsOf = new Map<string, string[]>();
  for (const { patterns, action } of cases) {
    if (patterns.length > 0) patternsOf.set(action, [...(patternsOf.get(action) ?? []), ...patterns]);
  }
  return [...patternsOf].map(([action, patterns]) => `  ${patterns.join(' | ')}) ${action} ;;`).join('\n');
}

/** What a word before the one that is typed means, told by `$command $word`; the script remembers it in these variables. */
export function wordCases(all: readonly CommandWords[]): string {
  return alternatives([
    { patterns: all.slice(1).map(({ path }) => quoted(path)), action: 'command="$command $word" count=0' },
    { patterns: valueCases(all, () => 'is_value=1').flatMap(({ patterns }) => patterns), action: 'is_value=1' },
    { patterns: ["*' -'*"], action: ':' },
    { patterns: ['*'], action: '((count += 1))' },
  ]);
}

/** What is offered behind an option, told by `$command $previous`. */
export function valueCases(all: readonly CommandWords[], offer: (place: Place) => string): readonly Case[] {
  return all.flatMap(({ path, options }) =>
    options.flatMap(({ text, value }) => (value ? [{ patterns: [quoted(`${path} ${text}`)], action: offer(value) }] : [])),
  );
}

/** What is offered as an argument, told by `$command:$count`. */
export function placeCases(all: readonly CommandWords[], offer: (place: Place) => string): string {
  const cases = all.flatMap(({ path, places }) =>
    places.map((place, index) => {
      // The last one counts for those behind it.
      const rest = index === 0 ? '*' : `[${index}-9]*`;
      return { patterns: [index < places.length - 1 ? quoted(`${path}:${index}`) : quoted(`${path}:`) + rest], action: offer(place) };
    }),
  );
  return alternatives(cases);
}
