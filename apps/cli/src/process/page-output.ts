import type { Output } from './output.js';

/** Keeps what is written to it, in some colours. */
export interface PageOutput extends Output {
  /** What was written since the last call. */
  take(): string;
}

export function pageOutput(colours: Output['colours']): PageOutput {
  let pieces: string[] = [];
  const write = (text: string): void => {
    pieces.push(text);
  };
  return {
    stream: process.stdout,
    isTerminal: false,
    colours,
    isClosed: false,
    line: (text) => write(`${text}\n`),
    write,
    take() {
      const text = pieces.join('');
      pieces = [];
      return text;
    },
  };
}
