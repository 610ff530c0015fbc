export { type AdditionBatch, additionBatches } from './binary-addition/addition-batches.js';
export type { AdditionExample } from './binary-addition/addition-example.js';
export { type BinaryAddition, binaryAddition } from './binary-addition/binary-addition.js';
export { bitsToNumber, numberToBits } from './binary-addition/bits.js';
export { allPairs, sampledPairs } from './binary-addition/pairs.js';
export { type ExampleStream, exampleStream } from './stream/example-stream.js';
