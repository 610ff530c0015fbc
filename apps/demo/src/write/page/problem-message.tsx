import { describeFailure } from '../../compute/describe-failure.js';
import { Message } from '../../controls/message.js';
import { formatNumber } from '../../language/language.js';
import { problem } from '../state/state.js';
import { writeWords } from '../words.js';

/** What went wrong, and what to do. */
export function ProblemMessage() {
  const { problems } = writeWords();
  const found = problem.value;
  if (!found) return null;
  return <Message kind="error">{textOf()}</Message>;

  function textOf(): string {
    switch (found?.kind) {
      case 'tooShort':
        return problems.tooShort(formatNumber(found.characters), formatNumber(found.needed));
      case 'diverged':
        return problems.diverged;
      case 'sample':
        return problems.sample(found.reason);
      default:
        return problems.other(describeFailure(found?.reason ?? ''));
    }
  }
}
