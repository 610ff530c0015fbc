import { Button } from '../../controls/button.js';
import { CopyLink } from '../../settings/copy-link.js';
import { additionWords } from '../words.js';
import type { Session } from './session.js';

/** Starts, holds and repeats the training. */
export function RunButtons({ session }: { readonly session: Session }) {
  const words = additionWords();
  const progress = session.progress.value;
  const state = progress?.state;
  const isRunning = state === 'running';
  const canTrain = state !== undefined && state !== 'failed';
  const start = state === 'done' ? words.trainOn : state === 'paused' ? words.resume : words.start;
  return (
    <div class="toolbar">
      {/* One button that changes its text, so that the focus stays where it is. */}
      <Button primary disabled={!canTrain} onClick={isRunning ? session.pause : session.resume}>
        {isRunning ? words.pause : start}
      </Button>
      <Button disabled={!canTrain || isRunning} onClick={session.stepOnce}>
        {words.step}
      </Button>
      <Button disabled={state === undefined} onClick={session.reset}>
        {words.reset}
      </Button>
      <CopyLink />
    </div>
  );
}
