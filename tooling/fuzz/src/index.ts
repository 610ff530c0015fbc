export { mutateBytes } from './mutations/mutate-bytes.js';
export { mutateJson } from './mutations/mutate-json.js';
export { mutateProtobuf } from './mutations/mutate-protobuf.js';
export type { Mutated } from './mutations/mutation.js';
export { type ProtobufField, parseProtobuf } from './mutations/protobuf-tree.js';
export { Dice } from './random/dice.js';
export { type FuzzCase, type FuzzOptions, type FuzzOutcome, fuzz } from './run/fuzz.js';
