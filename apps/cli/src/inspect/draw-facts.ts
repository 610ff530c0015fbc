import stringWidth from 'string-width';
import { visible } from '../reporting/visible.js';
import type { Description } from './inspection.js';
import { wrap } from './wrap.js';

/** Columns that a text needs beside its title. */
const narrowest = 16;

/** Lines of facts: titles on the left, texts beside them, or below where the terminal is narrow, in as many lines as they need. */
export function drawFacts(facts: Description['facts'], width: number, dim: (text: string) => string): string[] {
  const indent = Math.max(...facts.map(([title]) => stringWidth(title))) + 2;
  const room = width - indent;
  if (room < narrowest) return facts.flatMap(([title, text]) => [...wrap(dim(title), width), ...wrap(visible(text), width)]);
  return facts.flatMap(([title, text]) =>
    wrap(visible(text), room).map((line, index) => dim((index === 0 ? title : '').padEnd(indent)) + line),
  );
}
