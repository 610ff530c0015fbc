import { count, counted } from '../wording/figures.js';
import type { CardFacts } from './card-facts.js';

/** What the network does, in a sentence. */
export function purposeOf({ model, labels = [], several, tokenizer, training }: CardFacts): string {
  const names = `${count(labels.length)} ${several ? 'labels' : 'classes'}`;
  switch (model) {
    case 'tokenTagger':
      return `A network that gives each token of a text one of ${count(labels.length)} tags.`;
    case 'languageModel':
      return `A network that says which token comes next, and so writes: it was taught ${tokenizer?.kind ?? 'tokens'}.`;
    case 'sequenceTagger':
      return `A network that adds two binary numbers of ${training.bits} bits, bit by bit, beginning with the least significant one.`;
    default:
      return several ? `A network that says which of ${names} a text has.` : `A network that sorts texts into ${names}.`;
  }
}

/** Its layers, in a line. */
export function layersOf({ model, config }: CardFacts): string {
  const { vocabularySize, embeddingSize, cell, hiddenSize = embeddingSize, layers = 1 } = config;
  const both = model === 'textRnn' || model === 'rcnn' || config.bidirectional === true;
  const reader = readerOf(model, config);
  return [
    ...(vocabularySize === undefined ? [] : [`vectors of ${embeddingSize} features for ${count(Number(vocabularySize))} tokens`]),
    `${counted(Number(layers), both ? 'bidirectional layer' : 'layer')} of ${hiddenSize} ${cell} units`,
    ...(reader === undefined ? [] : [reader]),
    'a dense layer',
  ].join(', ');
}

function readerOf(model: string, { pooling = 'final-state', variant = 'multi-width' }: CardFacts['config']): string | undefined {
  if (model === 'textRnn') return `pooling ${pooling}`;
  if (model === 'rcnn')
    return variant === 'original' ? 'each token in its contexts, and the maximum of all' : 'convolutions of several widths';
  return undefined;
}
