import type { MessageReader } from '../wire/message-reader.js';

/**
 * Entries by name.
 *
 * @throws FormatError if a name stands twice
 */
export function distinctNames<Value>(reader: MessageReader, what: string, entries: readonly [string, Value][]): Record<string, Value> {
  const names = new Set<string>();
  for (const [name] of entries) {
    if (names.has(name)) throw reader.problem(`the ${what} ${JSON.stringify(name)} stands twice`);
    names.add(name);
  }
  return Object.fromEntries(entries);
}
