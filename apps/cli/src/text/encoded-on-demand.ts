import { DataError, type EncodedExample } from '@tidegate/datasets';
import { type Encoder, encode } from './encode.js';
import type { Sample } from './open-samples.js';

/** A sample that is turned into numbers when these are first asked for, since of most samples another process may ask. */
export class EncodedOnDemand implements EncodedExample {
  /** Its tokens, where they were counted before. */
  readonly length: number | undefined;
  readonly #encoder: Encoder;
  #sample: Sample | undefined;
  #encoded: EncodedExample | undefined;

  constructor(sample: Sample, encoder: Encoder, length: number | undefined) {
    this.length = length;
    this.#sample = sample;
    this.#encoder = encoder;
  }

  get ids(): Int32Array {
    return this.#encode().ids;
  }

  get target(): EncodedExample['target'] {
    return this.#encode().target;
  }

  /** @throws DataError if the file is not what it was when its tokens were counted */
  #encode(): EncodedExample {
    if (this.#encoded) return this.#encoded;
    const sample = this.#sample as Sample;
    const encoded = encode(sample, this.#encoder);
    if (this.length !== undefined && this.length !== encoded.ids.length) {
      const problem = `was changed while it was read: an example had ${this.length} tokens, and now has ${encoded.ids.length}`;
      throw new DataError(sample.place, `${problem}; train again, and leave the file as it is until that ends`);
    }
    this.#encoded = encoded;
    // Its text is not needed any more.
    this.#sample = undefined;
    return encoded;
  }
}
