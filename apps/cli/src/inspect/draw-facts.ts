import stringWidth from 'string-width';
import { visible } from '../reporting/visible.js';
import type { Description } from './inspection.js';
import { wrap } from './wrap.js';

/** Lines of facts: titles on the left, texts beside them, in as many lines as they need. */
export function drawFacts(facts: Description['facts'], width: number, dim: (text: string) => string): string[] {
  const indent = Math.max(...facts.map(([title]) => stringWidth(title))) + 2;
  return facts.flatMap(([title, text]) =>
    wrap(visible(text), Math.max(16, width - indent)).map((line, index) => dim((index === 0 ? title : '').padEnd(indent)) + line),
  );
}
