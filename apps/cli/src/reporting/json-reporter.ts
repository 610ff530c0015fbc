import type { Output } from '../process/output.js';
import { type Reporter, silentReporter } from './reporter.js';

/** One JSON object a line: the events on the way, and the result as the last one. */
export function jsonReporter(output: Output, { resultOnly }: { readonly resultOnly: boolean }): Reporter {
  return {
    ...silentReporter,
    event(name, fields) {
      if (!resultOnly) writeEvent(output, name, fields);
    },
    result: (fields) => writeEvent(output, 'result', fields),
  };
}

export function writeEvent(output: Output, event: string, fields: Readonly<Record<string, unknown>>): void {
  output.line(JSON.stringify({ event, ...fields }));
}
