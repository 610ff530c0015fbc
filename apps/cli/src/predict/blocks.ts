/** Items that stand one behind the other. */
export interface Block<Item> {
  readonly items: readonly Item[];
  /** What ended the stream before its time, behind these items. */
  readonly failure?: { readonly error: unknown };
}

/**
 * A stream in whole batches, some of them at a time: in the last block there may be fewer, and the last batch of all may be shorter. Where
 * the stream fails, the whole batches before it come first, and the failure with them.
 */
export async function* blocks<Item>(
  items: AsyncIterable<Item>,
  { batchSize, batches }: { readonly batchSize: number; readonly batches: number },
): AsyncGenerator<Block<Item>, void> {
  let held: Item[] = [];
  try {
    for await (const item of items) {
      if (held.length === batchSize * batches) {
        yield { items: held };
        held = [];
      }
      held.push(item);
    }
  } catch (error) {
    yield { items: held.slice(0, held.length - (held.length % batchSize)), failure: { error } };
    return;
  }
  if (held.length > 0) yield { items: held };
}
