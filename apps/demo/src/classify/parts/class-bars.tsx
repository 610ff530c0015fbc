import { formatShare } from '../../language/language.js';
import type { ExplainedText } from '../run/network.js';
import { askedClass, classNames, opened } from '../state/page-state.js';
import { classifyWords } from '../words.js';

/** The probability of each class as a bar; pressing one asks for what speaks for it, pressing it again for the most probable one's. */
export function ClassBars({ found: { probabilities, classId } }: { readonly found: ExplainedText }) {
  const words = classifyWords();
  const best = probabilities.indexOf(Math.max(...probabilities));
  return (
    <div>
      <h3>{words.probabilities}</h3>
      <p class="hint">{opened.value?.several ? words.several : words.chooseClass}</p>
      <ul class="class-bars">
        {classNames.value.map((name, id) => {
          const share = probabilities[id] ?? 0;
          return (
            <li key={name}>
              <button
                type="button"
                class={id === best ? 'class-bar best' : 'class-bar'}
                aria-pressed={id === classId}
                style={{ '--share': `${(100 * share).toFixed(1)}%` }}
                onClick={() => {
                  askedClass.value = askedClass.value === id ? undefined : id;
                }}
              >
                <span class="class-name">{name}</span>
                <span class="bar" />
                <span class="number">{formatShare(share)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
