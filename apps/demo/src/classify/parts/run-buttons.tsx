import { Button } from '../../controls/button.js';
import { CopyLink } from '../../settings/copy-link.js';
import { failure, isLearning, opened, phase, problem, progress } from '../state/page-state.js';
import { learn, pause, resume, stop } from '../state/run.js';
import { classifyWords } from '../words.js';

/** Begins a training, holds it, and ends it. */
export function RunButtons() {
  const words = classifyWords();
  const now = phase.value;
  const told = progress.value;
  const canTrain = isLearning.value || now === 'ready' || now === 'learned' || (now === 'waiting' && failure.value !== undefined);
  const [text, act] =
    now === 'learning'
      ? ([words.pause, pause] as const)
      : now === 'paused'
        ? ([words.resume, resume] as const)
        : ([now === 'learned' ? words.again : words.train, () => void learn()] as const);
  return (
    <div class="toolbar run-buttons">
      {/* One button that changes its text, so that the focus stays where it is. */}
      <Button primary disabled={!canTrain} onClick={act}>
        {text}
      </Button>
      <Button disabled={!isLearning.value} onClick={stop}>
        {words.stop}
      </Button>
      <CopyLink />
      <p class="hint" role="status">
        {failure.value === undefined &&
          !(now === 'waiting' && problem.value) &&
          (now === 'learned' && opened.value ? words.opened : words[now])}
      </p>
      {isLearning.value && <progress aria-label={words.progress} max={told?.totalSteps ?? 1} value={told?.step ?? 0} />}
    </div>
  );
}
