import { TidegateError } from '@tidegate/core';

/** The command was called with something that it does not allow: exit code 2. */
export class UsageError extends TidegateError {
  /**
   * @param subject the flag or the argument
   * @param rule what is allowed, so that the message reads `SUBJECT must be RULE, but is VALUE`
   */
  constructor(subject: string, rule: string, value: string, options?: ErrorOptions) {
    super(`${subject} must be ${rule}, but is ${value}`, options);
  }
}
