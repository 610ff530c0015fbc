import type { CardFacts } from './card-facts.js';
import { block } from './markdown.js';
import { sampleText } from './sample-text.js';

/** Commands to try in the folder of the model. */
export function onTheCommandLine(facts: CardFacts): string {
  const text = JSON.stringify(sampleText(facts));
  const commands: Readonly<Record<string, readonly string[]>> = {
    sequenceTagger: [`tidegate evaluate . --bits ${facts.training.bits}`],
    languageModel: ['tidegate generate . --length 200', 'tidegate evaluate . --data FILE'],
  };
  return block('sh', ...(commands[facts.model] ?? [`tidegate predict . ${text}`, 'tidegate evaluate . --data FILE']));
}
