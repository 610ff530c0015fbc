import { ArgumentError } from '@tidegate/core';

/** Whether a text has no lone surrogate, which has no UTF-8 form: readers refuse what would be written for it. */
export function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/**
 * Refuses what {@link isUnicode} is false of.
 *
 * @throws ArgumentError
 */
export function assertUnicode(caller: string, what: string, text: unknown): asserts text is string {
  if (typeof text !== 'string' || !isUnicode(text)) throw new ArgumentError(caller, what, text, 'well-formed Unicode text');
}
