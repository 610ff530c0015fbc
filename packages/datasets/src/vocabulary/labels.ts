import { ArgumentError } from '@tidegate/core';
import { DataError } from '../errors/data-error.js';
import type { Place } from '../readers/place.js';

/** The classes of a task, or the tags of tokens, with numbers. Immutable. */
export interface Labels {
  readonly size: number;
  /** By id. */
  readonly names: readonly string[];
  /** @throws DataError that names the place and the labels that there are */
  idOf(label: string, place: Place): number;
  toJSON(): readonly string[];
}

/** How many labels an error names. */
const mostNamed = 20;

/**
 * @param names by id; what `toJSON` gave makes the same labels
 * @throws ArgumentError if they are no list, there is none, or two are alike
 */
export function createLabels(names: readonly string[]): Labels {
  if (!Array.isArray(names)) throw new ArgumentError('createLabels', 'names', names, 'a list of names');
  const ids = new Map(names.map((name, id) => [name, id]));
  if (names.length === 0 || ids.size < names.length || names.some((name) => typeof name !== 'string')) {
    throw new ArgumentError('createLabels', 'names', names, 'different names, at least one');
  }
  return {
    size: names.length,
    names,
    idOf(label, place) {
      const id = ids.get(label);
      if (id !== undefined) return id;
      const known = `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ', ...' : ''}`;
      throw new DataError(place, `the label "${label}" is not among those learned (${known}); correct it, or train with examples of it`);
    },
    toJSON: () => names,
  };
}
