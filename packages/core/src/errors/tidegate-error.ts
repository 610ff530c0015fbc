const brand = Symbol.for('tidegate.error');

/** Letters of a message that are kept where it is longer: of its beginning, and of its end, which says what to do. */
const kept = { beginning: 1_000, end: 500 };

/**
 * The base of all errors that Tidegate throws on purpose.
 *
 * A message names the caller, the rule, the values and the remedy. Two copies of this package in one program recognise each other's
 * errors through {@link isTidegateError}, where `instanceof` would fail. A value out of a broken file can be of any length; the middle of
 * such a message is left out.
 */
export class TidegateError extends Error {
  readonly [brand] = true;

  constructor(message: string, options?: ErrorOptions) {
    super(shortened(message), options);
    this.name = new.target.name;
  }
}

function shortened(message: string): string {
  const { length } = message;
  if (length <= kept.beginning + kept.end) return message;
  const omitted = length - kept.beginning - kept.end;
  return `${message.slice(0, kept.beginning)} ... (${omitted} letters more) ... ${message.slice(-kept.end)}`;
}

export function isTidegateError(value: unknown): value is TidegateError {
  return value instanceof Error && brand in value;
}
