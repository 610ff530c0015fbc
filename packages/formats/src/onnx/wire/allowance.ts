import { malformed } from '../malformed.js';

/** Bytes that objects may take beyond those of the file; a model of ten thousand nodes needs a fraction. */
const allowedBytes = 48 * 2 ** 20;

/** The memory that a file may still ask for: a few of its bytes can stand for an object of hundreds. */
export class Allowance {
  #left = allowedBytes;

  /** @throws FormatError if the file asks for too much */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw malformed('the file has too many parts: they would take more than 48 MiB beside its data');
  }
}
