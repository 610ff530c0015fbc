import type { Output } from '../process/output.js';
import { type Reporter, silentReporter, type Text } from './reporter.js';

/** Plain lines, for a pipe or a log file. */
export function plainReporter(output: Output): Reporter {
  const say = (text: Text): void => {
    const line = text(output.colours);
    if (line !== undefined) output.line(line);
  };
  return { ...silentReporter, say, event: (_name, _fields, text) => say(text), result: (_fields, text) => say(text) };
}
