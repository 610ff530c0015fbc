import { Button } from '../../controls/button.js';
import { CopyLink } from '../../controls/copy-link.js';
import { failure, isLearning, phase, progress } from '../state/page-state.js';
import { learn, pause, resume, stop } from '../state/run.js';
import { classifyWords } from '../words.js';

/** Begins a training, holds it, and ends it. */
export function RunButtons() {
  const words = classifyWords();
  const now = phase.value;
  const told = progress.value;
  const canBegin = now === 'ready' || now === 'learned' || (now === 'waiting' && failure.value !== undefined);
  return (
    <div class="toolbar run-buttons">
      {isLearning.value ? (
        <>
          <Button primary onClick={now === 'paused' ? resume : pause}>
            {now === 'paused' ? words.resume : words.pause}
          </Button>
          <Button onClick={stop}>{words.stop}</Button>
        </>
      ) : (
        <Button primary disabled={!canBegin} onClick={() => void learn()}>
          {now === 'learned' ? words.again : words.train}
        </Button>
      )}
      <CopyLink />
      <p class="hint phase" role="status">
        {words[now]}
      </p>
      {isLearning.value && <progress aria-label={words.progress} max={told?.totalSteps ?? 1} value={told?.step ?? 0} />}
    </div>
  );
}
