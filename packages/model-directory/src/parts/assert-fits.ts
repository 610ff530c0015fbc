import { TidegateError } from '@tidegate/core';

/**
 * A model of text and its files must know as many tokens and classes as each other, or one would be taken for another.
 *
 * @param parts what the files have, by the option of the model that says how many
 * @throws TidegateError if they do not
 */
export function assertFits(config: unknown, parts: Readonly<Record<string, { readonly size: number }>>): void {
  const options = (typeof config === 'object' && config !== null ? config : {}) as Readonly<Record<string, unknown>>;
  for (const [option, { size }] of Object.entries(parts)) {
    if (options[option] !== size) throw new TidegateError(`config.${option} must be ${size}, as many as its file has`);
  }
}
