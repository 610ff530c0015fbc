import { TidegateError } from '@tidegate/core';

/** A failure of the processes that work together, or of one of them, that it falls to this one to tell. */
export class ToldHere extends TidegateError {
  /** Whether the command was called with something that it does not allow. */
  readonly isMisuse: boolean;

  constructor(message: string, isMisuse: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isMisuse = isMisuse;
  }
}
