import type { NotebookEntry } from '../api.js';

/** Entries of the notebook: the first ones, where most changes, and the last ones. */
const keptEntries = { first: 8, last: 22 };

/** The notebook with one more entry. */
export function withEntry(entries: readonly NotebookEntry[], entry: NotebookEntry): readonly NotebookEntry[] {
  const all = [...entries, entry];
  const { first, last } = keptEntries;
  return all.length <= first + last ? all : [...all.slice(0, first), ...all.slice(-last)];
}
