import { useState } from 'preact/hooks';
import { Card } from '../../controls/card.js';
import { measured } from '../state/page-state.js';
import { talkTo } from '../state/worker-link.js';
import { classifyWords } from '../words.js';
import { ConfusedTexts, type ShownCell } from './confused-texts.js';
import { ConfusionTable } from './confusion-table.js';

/** Which class is taken for which, and the sentences behind each number. */
export function ConfusionCard() {
  const words = classifyWords();
  const [shown, setShown] = useState<ShownCell>();
  const found = measured.value;
  const show = async (actual: number, predicted: number): Promise<void> => {
    const texts = await talkTo((api) => api.confused(actual, predicted));
    setShown({ actual, predicted, texts: texts ?? [], of: found });
  };
  return (
    <Card title={words.confusionTitle}>
      <p class="hint">{words.confusionHint}</p>
      {found ? (
        <ConfusionTable counts={found.confusion} shown={shown} onShow={(...cell) => void show(...cell)} />
      ) : (
        <p class="hint">{words.noConfusion}</p>
      )}
      {shown && found && shown.of === found && <ConfusedTexts shown={shown} />}
    </Card>
  );
}
