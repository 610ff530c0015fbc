export { type CellName, cellNames } from './recurrent-encoder/config.js';
export type { SequenceTaggerConfig } from './sequence-tagger/config.js';
export { type SequenceTagger, sequenceTagger } from './sequence-tagger/sequence-tagger.js';
export { type SequenceBatch, type TaggerOptions, tagger } from './tagger/tagger.js';
