import { useEffect } from 'preact/hooks';
import { Message } from '../controls/message.js';
import { ModelActions } from '../models/model-actions.js';
import './classify.css';
import { ConfusionCard } from './parts/confusion-card.js';
import { AccuracyCard, LossCard } from './parts/curve-cards.js';
import { DataCard } from './parts/data-card.js';
import { EachClassCard } from './parts/each-class-card.js';
import { SentenceCard } from './parts/sentence-card.js';
import { SetUpCard } from './parts/set-up-card.js';
import { suggestSentence } from './state/example-sentences.js';
import { hasNetwork, opened, refusedSettings, settings } from './state/page-state.js';
import { openModel, saveModel, startRuns } from './state/run.js';
import { followSentence } from './state/sentence.js';
import { classifyWords } from './words.js';

/** A classifier that learns from a sample or from the visitor's file, and says which words decided. */
export function ClassifyPage() {
  const words = classifyWords();
  useEffect(() => {
    const ends = [startRuns(), suggestSentence(), followSentence()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  const { network, data } = settings.value;
  return (
    <>
      <div class="page-intro">
        <h1>{words.heading}</h1>
        <p class="lede">{words.lede}</p>
      </div>
      {refusedSettings.length > 0 && <Message>{words.refused(refusedSettings.join(', '))}</Message>}
      <SetUpCard />
      <SentenceCard />
      <div class="cards">
        <LossCard />
        <AccuracyCard />
        <ConfusionCard />
        <EachClassCard />
        <DataCard />
        <ModelActions
          page="classify"
          title={opened.value ? `classifier-${opened.value.network.toLowerCase()}` : `${data}-${network.toLowerCase()}`}
          canSave={hasNetwork.value}
          save={saveModel}
          open={openModel}
        />
      </div>
    </>
  );
}
