const brand = Symbol.for('tidegate.error');

/**
 * The base of all errors that Tidegate throws on purpose.
 *
 * A message names the caller, the rule, the values and the remedy. Two copies of this package in one program recognise each other's
 * errors through {@link isTidegateError}, where `instanceof` would fail.
 */
export class TidegateError extends Error {
  readonly [brand] = true;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export function isTidegateError(value: unknown): value is TidegateError {
  return value instanceof Error && brand in value;
}
