import { createColors } from 'picocolors';
import type { Output } from './output.js';

/** Where nothing that is written is seen. */
export const silentOutput: Output = {
  stream: process.stdout,
  isTerminal: false,
  colours: createColors(false),
  isClosed: false,
  line() {},
  write() {},
};
