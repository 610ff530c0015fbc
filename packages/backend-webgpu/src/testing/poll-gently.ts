/**
 * With every turn of the event loop Dawn asks in Node whether the GPU is done, for which it takes `setImmediate`: as often as it can. A GPU in
 * software lacks that processor, so here it asks once in a millisecond; a third of all work is spared.
 */
globalThis.setImmediate = ((run: (...given: unknown[]) => void, ...given: unknown[]) =>
  setTimeout(run, 1, ...given)) as unknown as typeof setImmediate;
