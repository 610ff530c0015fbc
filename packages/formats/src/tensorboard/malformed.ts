import { FormatError } from '../errors/format-error.js';

/** The error of a file that holds no events. */
export function malformed(problem: string, options?: ErrorOptions): FormatError {
  return new FormatError('tensorboard', problem, options);
}
