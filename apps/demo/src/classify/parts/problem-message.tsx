import { Message } from '../../controls/message.js';
import { formatNumber } from '../../language/language.js';
import type { Problem } from '../data/problem.js';
import { failure, problem } from '../state/page-state.js';
import { classifyWords } from '../words.js';

/** What stands in the way, and what to do. */
export function ProblemMessage() {
  const words = classifyWords();
  if (failure.value !== undefined) return <Message kind="error">{words.failed(failure.value)}</Message>;
  return problem.value ? <Message kind="error">{describe(problem.value)}</Message> : null;
}

function describe(found: Problem): string {
  const { problems } = classifyWords();
  switch (found.kind) {
    case 'file':
      return problems.file(found.message);
    case 'oneColumn':
      return problems.oneColumn(found.column);
    case 'oneClass':
      return problems.oneClass(found.name);
    case 'noLabels':
      return problems.noLabels(found.column);
    case 'manyClasses':
      return problems.manyClasses(formatNumber(found.count), formatNumber(found.most));
    case 'severalLabels':
      return problems.severalLabels(found.line);
    case 'notFinite':
      return problems.notFinite(found.step);
  }
}
