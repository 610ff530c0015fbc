/**
 * Examples that can be gone through again and again, from the first one each time.
 *
 * `for await` suits any dataset; `for ... of` saves the wait between examples, which costs more than a small example itself.
 */
export interface ExampleStream<Example> extends Iterable<Example>, AsyncIterable<Example> {}

/** A stream of what `generate` yields; each pass calls it anew. */
export function exampleStream<Example>(generate: () => Iterable<Example>): ExampleStream<Example> {
  return {
    [Symbol.iterator]: () => generate()[Symbol.iterator](),
    async *[Symbol.asyncIterator]() {
      yield* generate();
    },
  };
}
