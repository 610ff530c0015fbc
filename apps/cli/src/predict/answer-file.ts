import { sumOver } from '@tidegate/training';
import { gatherTexts } from '../distributed/gather-texts.js';
import type { Processes } from '../distributed/processes.js';
import { together } from '../distributed/together.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import { pageOutput } from '../process/page-output.js';
import { createReporter } from '../reporting/create-reporter.js';
import type { Ask } from './answer.js';
import { blocks } from './blocks.js';

export interface FileToAnswer {
  /** The lines of the file, the same in every process. */
  readonly texts: AsyncIterable<string>;
  readonly ask: Ask;
  /** Texts that are asked about at a time: how many processes there are changes nothing about what is computed together. */
  readonly batchSize: number;
}

/**
 * Answers the lines of a file: of each block of batches every process answers one, and the first process writes the answers of all, in the
 * order of the file. It ends when nobody reads them any more.
 */
export async function answerFile(
  { texts, ask, batchSize }: FileToAnswer,
  processes: Processes,
  output: Output,
  options: OutputOptions,
): Promise<void> {
  const { group } = processes;
  const page = pageOutput(output.colours);
  const reporter = createReporter(page, options);
  for await (const { items, failure } of blocks(texts, { batchSize, batches: group.size })) {
    const own = items.slice(group.rank * batchSize, (group.rank + 1) * batchSize);
    if (own.length > 0) for (const { fields, text } of await ask(own)) reporter.result(fields, text);
    const pages = await gatherTexts(group, page.take());
    if (processes.isFirst) for (const each of pages) output.write(each);
    await together(processes, async () => {
      if (failure) throw failure.error;
    });
    const [closed] = await sumOver(group, [output.isClosed ? 1 : 0]);
    if (closed > 0) return;
  }
}
