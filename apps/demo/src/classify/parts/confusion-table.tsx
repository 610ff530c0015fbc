import { Scrolling } from '../../controls/scrolling.js';
import { classNames } from '../state/page-state.js';
import { classifyWords } from '../words.js';

export interface ConfusionTableProps {
  /** `counts[actual][predicted]` */
  readonly counts: readonly (readonly number[])[];
  readonly shown: { readonly actual: number; readonly predicted: number } | undefined;
  readonly onShow: (actual: number, predicted: number) => void;
}

/** The confusion matrix as a table that is a heat map too: each cell as strong as its share of the class; what is wrong has another colour. */
export function ConfusionTable({ counts, shown, onShow }: ConfusionTableProps) {
  const words = classifyWords();
  const names = classNames.value;
  return (
    <Scrolling label={words.confusion}>
      <table class="confusion">
        <caption class="visually-hidden">{words.confusion}</caption>
        <thead>
          <tr>
            <td>
              <span class="hint">
                {words.takenFor} →<br />
                {words.is} ↓
              </span>
            </td>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, actual) => (
            <tr key={names[actual]}>
              <th scope="row">{names[actual]}</th>
              {row.map((count, predicted) => (
                <td
                  key={names[predicted]}
                  class={actual === predicted ? 'right' : 'wrong'}
                  style={{ '--share': `${Math.round((100 * count) / Math.max(1, sumOf(row)))}%` }}
                >
                  {count === 0 ? (
                    <span class="nothing">0</span>
                  ) : (
                    <button
                      type="button"
                      aria-label={words.cell(names[actual] ?? '', names[predicted] ?? '', count)}
                      aria-pressed={shown?.actual === actual && shown.predicted === predicted}
                      onClick={() => onShow(actual, predicted)}
                    >
                      {count}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
