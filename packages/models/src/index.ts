export type { EmbeddingConfig } from './embedding/config.js';
export type { TokenBatch } from './embedding/token-batch.js';
export type { LanguageModelConfig } from './language-model/config.js';
export { type LanguageModel, languageModel } from './language-model/language-model.js';
export type { CellConfig, RecurrentEncoderConfig } from './recurrent-encoder/config.js';
export { type CellName, cellNames } from './recurrent-encoder/config.js';
export type { SequenceTaggerConfig } from './sequence-tagger/config.js';
export { type SequenceTagger, sequenceTagger } from './sequence-tagger/sequence-tagger.js';
export { type SequenceBatch, type TaggerOptions, tagger } from './tagger/tagger.js';
