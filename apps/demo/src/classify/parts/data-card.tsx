import { Card } from '../../controls/card.js';
import { FigureRow } from '../../controls/figure-row.js';
import { Scrolling } from '../../controls/scrolling.js';
import { formatNumber, formatShare } from '../../language/language.js';
import type { RunStart } from '../run/order.js';
import { opened, runStart } from '../state/page-state.js';
import { classifyWords } from '../words.js';

/** What the network learns from; of one that was opened, what is known of it. */
export function DataCard() {
  const words = classifyWords();
  const [start, found] = [runStart.value, opened.value];
  if (found) {
    return (
      <Card title={words.openedTitle}>
        <p>{words.openedHint(found.classes.length, found.accuracy === undefined ? '' : formatShare(found.accuracy))}</p>
        <FigureRow
          figures={[
            { name: words.network, value: words.networks[found.network as keyof typeof words.networks] },
            { name: words.dataFigures.tokens, value: formatNumber(found.vocabulary) },
            { name: words.dataFigures.weights, value: formatNumber(found.weights) },
          ]}
        />
      </Card>
    );
  }
  return (
    <Card title={words.dataTitle}>
      {start && (
        <>
          <FigureRow
            figures={[
              { name: words.dataFigures.texts, value: formatNumber(start.training + start.validation) },
              { name: words.dataFigures.heldOut, value: formatNumber(start.validation) },
              { name: words.dataFigures.classes, value: formatNumber(start.classes.length) },
              { name: words.dataFigures.tokens, value: formatNumber(start.vocabulary) },
              { name: words.dataFigures.weights, value: formatNumber(start.weights) },
            ]}
          />
          <p class="hint">{start.validation > 0 ? words.dataHint : words.fewHint}</p>
          <LeftOut start={start} />
          <ClassSizes start={start} />
        </>
      )}
    </Card>
  );
}

function LeftOut({ start: { hasMore, training, validation, skipped } }: { readonly start: RunStart }) {
  const words = classifyWords();
  const lines = skipped.first.map(({ line, reason }) => words.skippedLine[reason](line));
  return (
    <>
      {hasMore && <p>{words.bounded(formatNumber(training + validation))}</p>}
      {skipped.count > 0 && (
        <p>
          {words.skipped(skipped.count)} {lines.join(', ')}
          {skipped.count > lines.length && `, ${words.andMore}`}
        </p>
      )}
    </>
  );
}

function ClassSizes({ start: { classes, examples } }: { readonly start: RunStart }) {
  const words = classifyWords();
  return (
    <div class="class-sizes">
      <Scrolling label={words.classTable}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.className}</th>
              <th scope="col" class="number">
                {words.count}
              </th>
              <th scope="col">{words.example}</th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ name, count }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{formatNumber(count)}</td>
                <td class="example">{examples.find(({ label }) => label === name)?.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </div>
  );
}
