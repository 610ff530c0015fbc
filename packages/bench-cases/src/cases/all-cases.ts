import type { BenchCase } from '../bench-case.js';
import { adder } from './adder.js';
import { characterLanguageModel } from './character-language-model.js';
import { rcnnCase } from './rcnn.js';
import { textRnnLong, textRnnSeed } from './text-rnn.js';
import { wordLanguageModel } from './word-language-model.js';

/** Every case, in the order in which they run. */
export const allCases: readonly BenchCase[] = [
  adder,
  textRnnSeed,
  textRnnLong,
  rcnnCase,
  characterLanguageModel('lstm'),
  characterLanguageModel('gru'),
  characterLanguageModel('rnn'),
  characterLanguageModel('lstm', 20),
  wordLanguageModel('nce'),
  wordLanguageModel('sampled'),
  wordLanguageModel('softmax'),
];
