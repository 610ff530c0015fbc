import { useEffect } from 'preact/hooks';
import { Message } from '../../controls/message.js';
import { ModelActions } from '../../models/model-actions.js';
import { connect, openModel, saveModel } from '../state/run.js';
import { cameWithoutText, isOpened, network, ownText, refused, settings } from '../state/state.js';
import '../write.css';
import { writeWords } from '../words.js';
import { FindingsCard } from './findings-card.js';
import { LearningCard } from './learning-card.js';
import { LikelyCard } from './likely-card.js';
import { NotebookCard } from './notebook-card.js';
import { OwnTextCard } from './own-text-card.js';
import { ProblemMessage } from './problem-message.js';
import { Toolbar } from './toolbar.js';
import { WritingCard } from './writing-card.js';

/** A network that learns a text character by character, and writes. */
export function WritePage() {
  const words = writeWords();
  useEffect(connect, []);
  const { text, cell } = settings.value;
  const waits = text === 'own' && ownText.value === '' && !isOpened.value;
  return (
    <>
      <div class="page-intro">
        <h1>{words.title}</h1>
        <p class="lede">{words.lede}</p>
      </div>
      {refused.length > 0 && <Message>{words.refused(refused.join(', '))}</Message>}
      <Toolbar />
      {waits && <Message>{cameWithoutText ? words.ownLink : words.ownWaits}</Message>}
      {isOpened.value && <Message>{words.opened}</Message>}
      <ProblemMessage />
      <div class="cards">
        {text === 'own' && <OwnTextCard />}
        <LearningCard />
        <NotebookCard />
        <WritingCard />
        <LikelyCard />
        <FindingsCard />
        <ModelActions
          page="write"
          title={`writer-${network.value?.cell ?? cell}`}
          canSave={network.value !== undefined}
          save={saveModel}
          open={openModel}
        />
      </div>
    </>
  );
}
