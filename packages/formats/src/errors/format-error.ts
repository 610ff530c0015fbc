import { TidegateError } from '@tidegate/core';

/** A file does not follow its format; nothing of it has been used. */
export class FormatError extends TidegateError {
  /** The name of the format, such as `safetensors`. */
  readonly format: string;

  /** @param problem what is wrong and where, so that the message reads `FORMAT: PROBLEM` */
  constructor(format: string, problem: string, options?: ErrorOptions) {
    super(`${format}: ${problem}`, options);
    this.format = format;
  }
}
