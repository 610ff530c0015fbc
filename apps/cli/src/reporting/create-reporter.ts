import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import { jsonReporter } from './json-reporter.js';
import { liveReporter } from './live-reporter.js';
import { plainReporter } from './plain-reporter.js';
import { type Reporter, silentReporter } from './reporter.js';

/** The way of telling that the options and the stream ask for. */
export function createReporter(output: Output, { json = false, quiet = false }: OutputOptions): Reporter {
  if (json) return jsonReporter(output, { resultOnly: quiet });
  if (quiet) return silentReporter;
  // Some terminals know no width or height of their own; nothing would fit in it.
  return output.isTerminal && output.stream.columns > 0 && output.stream.rows > 0 ? liveReporter(output) : plainReporter(output);
}
