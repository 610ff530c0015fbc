import { ArgumentError } from '@tidegate/core';

/**
 * A lone surrogate has no UTF-8 form: readers refuse what would be written for it.
 *
 * @throws ArgumentError
 */
export function assertUnicode(caller: string, what: string, text: unknown): asserts text is string {
  if (typeof text !== 'string' || /\p{Surrogate}/u.test(text)) throw new ArgumentError(caller, what, text, 'well-formed Unicode text');
}
