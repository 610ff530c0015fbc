import { Interruption } from '../errors/interruption.js';

/**
 * Batches to measure on, for as long as the user waits for it.
 *
 * @throws Interruption after a batch, if the user wants to stop
 */
export async function* untilStopped<Batch>(batches: AsyncIterable<Batch>, isStopped: () => boolean): AsyncGenerator<Batch, void> {
  for await (const batch of batches) {
    yield batch;
    // Whoever takes the batches has freed this one by now.
    if (isStopped()) throw new Interruption();
  }
}
