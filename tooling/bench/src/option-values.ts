import { ArgumentError, assertOneOf } from '@tidegate/core';

/**
 * The names in `text`, with commas between them, in the order of `known`, each once.
 *
 * @throws Error with one line for the user
 */
export function listed<Name extends string>(flag: string, text: string, known: readonly Name[]): Name[] {
  const names = text.split(',');
  for (const name of names) assertOneOf('bench', flag, name, known);
  return known.filter((name) => names.includes(name));
}

/** @throws Error with one line for the user */
export function wholeNumber(flag: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new ArgumentError('bench', flag, text, 'a whole number from 1 to 9999');
  return Number(text);
}
