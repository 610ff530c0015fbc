import type { Tokenizer } from '@tidegate/datasets';
import type { Sample } from './open-samples.js';

/** The tokens of a sample; those that a file gives are divided no further. */
export function tokensOf({ text = '', tokens }: Sample, tokenizer: Tokenizer): readonly string[] {
  if (!tokens) return tokenizer.tokenize(text);
  return tokenizer.config.lowercase ? tokens.map((token) => token.toLowerCase()) : tokens;
}
