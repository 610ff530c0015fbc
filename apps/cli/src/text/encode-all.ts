import type { EncodedExample } from '@tidegate/datasets';
import { type Corpus, keptCorpus } from './corpus.js';
import { type Encoder, encode } from './encode.js';
import { EncodedOnDemand } from './encoded-on-demand.js';
import type { Sample } from './open-samples.js';

/**
 * Encodes samples: at once into memory, or as a stream in each pass.
 *
 * @throws DataError if a sample has a label that is not known; where it streams, a first pass checks them all
 */
export async function encodeAll(samples: AsyncIterable<Sample>, encoder: Encoder, options: { readonly keep: boolean }): Promise<Corpus> {
  if (options.keep) {
    const kept: EncodedExample[] = [];
    for await (const sample of samples) kept.push(encode(sample, encoder));
    return keptCorpus(kept);
  }
  let count = 0;
  for await (const sample of samples) {
    encoder.targetOf(sample);
    count++;
  }
  return streamed(samples, encoder, count);
}

/**
 * Samples whose labels are known to be right, encoded in each pass, and only those whose numbers are asked for.
 *
 * @param lengths the ids that each sample gives, where they are known
 */
export function streamed(samples: AsyncIterable<Sample>, encoder: Encoder, count: number, lengths?: Int32Array): Corpus {
  return {
    count,
    async *examples() {
      let place = 0;
      for await (const sample of samples) yield new EncodedOnDemand(sample, encoder, lengths?.[place++]);
    },
  };
}
