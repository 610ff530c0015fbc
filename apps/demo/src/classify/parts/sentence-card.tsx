import { useId } from 'preact/hooks';
import { Card } from '../../controls/card.js';
import { exampleSentences } from '../state/example-sentences.js';
import { classNames, isLearning, phase } from '../state/page-state.js';
import { explanation, sentence } from '../state/sentence.js';
import { classifyWords } from '../words.js';
import { ClassBars } from './class-bars.js';
import { ContributionList } from './contribution-list.js';
import './sentence.css';
import { WordStrip } from './word-strip.js';

/** A sentence of the visitor's, what the network takes it for, and which words decided. */
export function SentenceCard() {
  const words = classifyWords();
  const id = useId();
  const found = explanation.value;
  return (
    <Card title={words.sentenceTitle}>
      <div class="field">
        <label for={id} class="field-label">
          {words.sentence}
        </label>
        <textarea
          id={id}
          rows={2}
          value={sentence.value}
          onInput={({ currentTarget }) => {
            sentence.value = currentTarget.value;
          }}
        />
      </div>
      <Examples />
      {phase.value === 'ready' && <p class="hint">{words.untrained}</p>}
      {isLearning.value && <p class="hint">{words.stillLearning}</p>}
      {found && classNames.value.length > 0 ? (
        <div class="answer">
          <ClassBars found={found} />
          <div class="why">
            <h3>{words.contributions(classNames.value[found.classId] ?? '')}</h3>
            <p class="hint">{words.contributionsHint}</p>
            <WordStrip found={found} />
            <ContributionList found={found} />
          </div>
        </div>
      ) : (
        <p class="hint">{words.noAnswer}</p>
      )}
    </Card>
  );
}

function Examples() {
  const words = classifyWords();
  if (exampleSentences.value.length === 0) return null;
  return (
    <div class="examples">
      <span class="hint">{words.tryThese}</span>
      {exampleSentences.value.map((text) => (
        <button
          key={text}
          type="button"
          class="text-button"
          onClick={() => {
            sentence.value = text;
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
