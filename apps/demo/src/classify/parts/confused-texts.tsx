import type { MeasuredRun } from '../run/order.js';
import { classNames } from '../state/page-state.js';
import { sentence } from '../state/sentence.js';
import { classifyWords } from '../words.js';

/** A cell of the confusion matrix with its texts. */
export interface ShownCell {
  readonly actual: number;
  readonly predicted: number;
  readonly texts: readonly string[];
  /** The measurement that it is of: after another one the texts may be others. */
  readonly of: MeasuredRun | undefined;
}

/** The texts of a cell; whoever presses one sees which of its words decided. */
export function ConfusedTexts({ shown: { actual, predicted, texts } }: { readonly shown: ShownCell }) {
  const words = classifyWords();
  const names = classNames.value;
  return (
    <div role="status">
      <h3>{words.confusedTitle(names[actual] ?? '', names[predicted] ?? '')}</h3>
      <ul class="texts">
        {texts.map((text, place) => (
          <li key={`${place} ${text}`}>
            <button
              type="button"
              class="text-button"
              onClick={() => {
                sentence.value = text;
              }}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
