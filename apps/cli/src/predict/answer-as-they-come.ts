import type { Output } from '../process/output.js';
import type { Reporter } from '../reporting/reporter.js';
import { inWaitingGroups } from '../text/waiting-groups.js';
import type { Ask } from './answer.js';

export interface Asked {
  readonly texts: AsyncIterable<string>;
  readonly ask: Ask;
  /** Most texts that are asked about at a time. */
  readonly batchSize: number;
}

/** Answers each text as it comes, until nobody reads the answers any more. */
export async function answerAsTheyCome({ texts, ask, batchSize }: Asked, reporter: Reporter, output: Output): Promise<void> {
  for await (const group of inWaitingGroups(texts, batchSize)) {
    for (const { fields, text } of await ask(group)) reporter.result(fields, text);
    if (output.isClosed) return;
  }
}
