import type { CardFacts } from './card-facts.js';

/** A text to try the network on. */
export function sampleText({ model }: CardFacts): string {
  return model === 'languageModel' ? 'the ' : 'Put your text here';
}
