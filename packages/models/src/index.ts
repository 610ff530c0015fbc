export { type CellName, cellNames, type SequenceTaggerConfig } from './sequence-tagger/config.js';
export { type SequenceBatch, type SequenceTagger, sequenceTagger } from './sequence-tagger/sequence-tagger.js';
