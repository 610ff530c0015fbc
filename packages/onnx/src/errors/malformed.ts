import { FormatError } from '@tidegate/formats';

/** The error of a file that cannot become a model here. */
export function malformed(problem: string, options?: ErrorOptions): FormatError {
  return new FormatError('ONNX', problem, options);
}
