import { quantitiesOf } from '../network/cell-kinds.js';
import { readWeight } from '../network/weights.js';
import { changes, holds } from '../state/page-state.js';
import type { View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { show } from './show.js';
import { sourceTitle } from './source-title.js';

/** What has been dragged so far, each with a button that takes it back. */
export function DraggedList({ view }: { readonly view: View }) {
  const words = gatesWords().change;
  const { cell, units, pass, steps } = view;
  const letterOf = (block: number): string => quantitiesOf[cell].find((one) => one.block === block)?.letter ?? '';
  if (changes.value.length + holds.value.length === 0) return null;
  return (
    <ul class="dragged">
      {changes.value.map((change) => {
        const drawn = readWeight({ cell, units, weights: pass.drawn }, change);
        const text = words.changed(letterOf(change.block), change.unit + 1, sourceTitle(view, change), show(drawn), show(change.value));
        const key = `${change.kernel} ${change.row} ${change.block} ${change.unit}`;
        return <Item key={key} text={text} onBack={() => (changes.value = changes.value.filter((one) => one !== change))} />;
      })}
      {holds.value.map((hold) => {
        const range = hold.from === hold.to ? words.oneStep(hold.from + 1) : words.steps(hold.from + 1, Math.min(hold.to, steps - 1) + 1);
        const text = words.holding(letterOf(hold.block), hold.unit + 1, show(hold.value), range);
        const key = `${hold.block} ${hold.unit} ${hold.from}`;
        return <Item key={key} text={text} onBack={() => (holds.value = holds.value.filter((one) => one !== hold))} />;
      })}
    </ul>
  );
}

function Item({ text, onBack }: { readonly text: string; readonly onBack: () => void }) {
  const words = gatesWords().change;
  return (
    <li>
      <span>{text}</span>
      <button type="button" class="take-back" aria-label={words.takeBack(text)} onClick={onBack}>
        ×
      </button>
    </li>
  );
}
