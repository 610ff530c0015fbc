import { Card } from '../../controls/card.js';
import { Scrolling } from '../../controls/scrolling.js';
import { formatNumber, formatShare } from '../../language/language.js';
import { classNames, measured } from '../state/page-state.js';
import { classifyWords } from '../words.js';

/** Precision, recall and F1 of every class. */
export function EachClassCard() {
  const words = classifyWords();
  const found = measured.value;
  return (
    <Card title={words.classesTitle}>
      <p class="hint">{words.classesHint}</p>
      {found ? (
        <Scrolling label={words.classesTable}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.className}</th>
                {Object.entries(words.perClass).map(([name, text]) => (
                  <th key={name} scope="col" class="number">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.perClass.map(({ precision, recall, f1, support }, id) => (
                <tr key={classNames.value[id]}>
                  <th scope="row">{classNames.value[id]}</th>
                  <td class="number">{formatShare(precision, 0)}</td>
                  <td class="number">{formatShare(recall, 0)}</td>
                  <td class="number">{formatShare(f1, 0)}</td>
                  <td class="number">{formatNumber(support)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      ) : (
        <p class="hint">{words.noConfusion}</p>
      )}
    </Card>
  );
}
