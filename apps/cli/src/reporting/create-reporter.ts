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
  return canMove(output) ? liveReporter(output) : plainReporter(output);
}

/** Some terminals know no width or height of their own, in which nothing would fit, and a dumb one cannot go back. */
function canMove({ isTerminal, stream }: Output): boolean {
  return isTerminal && process.env.TERM !== 'dumb' && stream.columns > 0 && stream.rows > 0;
}
