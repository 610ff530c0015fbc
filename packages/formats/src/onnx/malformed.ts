import { FormatError } from '../errors/format-error.js';

/** The error of a file that is no ONNX model. */
export function malformed(problem: string, options?: ErrorOptions): FormatError {
  return new FormatError('ONNX', problem, options);
}
