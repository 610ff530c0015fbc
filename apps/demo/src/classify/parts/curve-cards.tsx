import { LineChart } from '../../charts/line-chart.js';
import { Card } from '../../controls/card.js';
import { FigureRow } from '../../controls/figure-row.js';
import { formatNumber, formatShare } from '../../language/language.js';
import { accuracyCurve, lossCurve, measured, progress, settings } from '../state/page-state.js';
import { classifyWords } from '../words.js';

const none = '–';

export function LossCard() {
  const words = classifyWords();
  const told = progress.value;
  const loss = told === undefined ? none : formatNumber(told.loss, { maximumFractionDigits: 3 });
  return (
    <Card title={words.learningTitle}>
      <p class="hint">{words.learningHint}</p>
      <FigureRow
        figures={[
          { name: words.figures.epoch, value: told ? words.of(formatNumber(told.epoch), formatNumber(settings.value.epochs)) : none },
          { name: words.figures.loss, value: loss },
          { name: words.figures.speed, value: told ? formatNumber(told.examplesPerSecond, { maximumFractionDigits: 0 }) : none },
        ]}
      />
      {lossCurve.value.points.length > 1 ? (
        <LineChart
          label={`${words.lossChart}, ${words.lossNow(loss)}`}
          series={[{ name: words.loss, colour: 'var(--series-1)', points: lossCurve.value.points }]}
          xTitle={words.step}
          yTitle={words.loss}
        />
      ) : (
        <p class="hint chart-place">{words.noCurve}</p>
      )}
    </Card>
  );
}

export function AccuracyCard() {
  const words = classifyWords();
  const found = measured.value;
  const accuracy = found ? formatShare(found.accuracy) : none;
  return (
    <Card title={words.accuracyTitle}>
      <p class="hint">{words.accuracyHint[found?.measuredOn ?? 'validation']}</p>
      <FigureRow
        figures={[
          { name: words.figures.accuracy, value: accuracy },
          { name: words.perClass.f1, value: found ? formatShare(found.macroF1) : none },
          { name: words.perClass.support, value: found ? formatNumber(found.examples) : none },
        ]}
      />
      {accuracyCurve.value.points.length > 1 ? (
        <LineChart
          label={`${words.accuracyChart}, ${words.lossNow(accuracy)}`}
          series={[{ name: words.accuracyAxis, colour: 'var(--series-2)', points: accuracyCurve.value.points }]}
          xTitle={words.epochAxis}
          yTitle={words.accuracyAxis}
          yRange={[0, 1]}
        />
      ) : (
        <p class="hint chart-place">{words.noCurve}</p>
      )}
    </Card>
  );
}
