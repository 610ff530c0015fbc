import { count, loss, percent } from '../wording/figures.js';
import type { CardFacts } from './card-facts.js';
import { code, paragraphs, table } from './markdown.js';

/** How a figure is called and written; those that are not here are left out. */
const figures: Readonly<Record<string, readonly [name: string, write: (value: number) => string]>> = {
  accuracy: ['Accuracy', percent],
  macroF1: ['Macro F1', percent],
  microF1: ['Micro F1', percent],
  f1: ['Entity F1', percent],
  precision: ['Precision', percent],
  recall: ['Recall', percent],
  nats: ['Nats a token', (value) => value.toFixed(4)],
  perplexity: ['Perplexity', loss],
  exactSums: ['Sums that are right in every bit', percent],
  loss: ['Loss', loss],
  examples: ['Texts', count],
  tokens: ['Tokens', count],
};

/** What was measured, and on what. */
export function describeFigures(facts: CardFacts): string {
  const { metrics } = facts;
  if (metrics === undefined) {
    const since = facts.changedElsewhere ? ' since another program changed the weights' : '';
    return `Nothing was measured${since}. \`tidegate evaluate\` does.`;
  }
  const named = Object.entries(figures).flatMap(([name, [title, write]]): [string, string][] => {
    const value = metrics[name];
    // The loss of a language model is its nats.
    return value === undefined || (name === 'loss' && 'nats' in metrics) ? [] : [[title, write(value)]];
  });
  return paragraphs(`${sourceOf(facts)}:`, table(['Figure', 'Value'], named));
}

function sourceOf({ model, measuredOn, metrics = {}, settings = {} }: CardFacts): string {
  if (model === 'sequenceTagger') {
    return 'pairs' in metrics ? `On ${count(metrics.pairs as number)} sums; the loss is that of the last step` : 'In the last step';
  }
  const { data, valid, test } = settings;
  if (measuredOn === 'test') return `On the test data${test === undefined ? '' : ` (${code(String(test))})`}`;
  const held = typeof valid === 'string' ? ` (${code(valid)})` : data === undefined ? '' : `, a tenth of ${code(String(data))}`;
  return `On the validation data${held}, by which the weights were chosen`;
}
