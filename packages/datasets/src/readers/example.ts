import type { Place } from './place.js';

/** A text, and where the data say so, its class or classes. */
export interface TextExample {
  /** Not empty, nor white space alone. */
  readonly text: string;
  readonly label?: string;
  /** Where an example may have several labels, or none. */
  readonly labels?: readonly string[];
  readonly place: Place;
}

/** A sentence as tokens; with a tag for each, with a class for all, or both. */
export interface TaggedExample {
  /** At least one. */
  readonly tokens: readonly string[];
  /** As many as tokens. */
  readonly tags?: readonly string[];
  readonly label?: string;
  readonly place: Place;
}
