import { LineChart } from '../../charts/line-chart.js';
import { Card } from '../../controls/card.js';
import { FigureRow } from '../../controls/figure-row.js';
import { formatNumber } from '../../language/language.js';
import { curve, heldOutCurve, network, progress } from '../state/state.js';
import { writeWords } from '../words.js';

/** How far the learning has come. */
export function LearningCard() {
  const words = writeWords();
  const { step = 0, pass = 0, loss, charactersPerSecond } = progress.value ?? {};
  const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const lossText = loss === undefined ? '–' : formatNumber(loss, decimals);
  /** Without those for padding and for what is unknown. */
  const different = (network.value?.vocabulary ?? 2) - 2;
  const hasHeldOut = (network.value?.heldOut ?? 0) > 0;
  return (
    <Card title={words.learning}>
      <FigureRow
        figures={[
          { name: words.figures.step, value: formatNumber(step) },
          { name: words.figures.loss, value: loss === undefined ? '–' : words.nats(lossText) },
          { name: words.figures.bits, value: loss === undefined ? '–' : formatNumber(loss / Math.LN2, decimals) },
          { name: words.figures.pass, value: formatNumber(pass) },
          {
            name: words.figures.speed,
            value: charactersPerSecond === undefined ? '–' : formatNumber(charactersPerSecond, { maximumSignificantDigits: 2 }),
          },
          { name: words.figures.size, value: network.value ? formatNumber(network.value.weights) : '–' },
        ]}
      />
      <LineChart
        label={words.curve(formatNumber(step), lossText)}
        series={[
          { name: words.learned, colour: 'var(--series-1)', points: curve.value.points },
          ...(hasHeldOut ? [{ name: words.heldOut, colour: 'var(--series-2)', points: heldOutCurve.value.points }] : []),
        ]}
        xTitle={words.curveSteps}
        yTitle={words.curveLoss}
      />
      <p class="hint">
        {different > 1 && words.learningHint(formatNumber(different), formatNumber(Math.log2(different), { maximumFractionDigits: 1 }))}{' '}
        {hasHeldOut && words.heldOutHint}
      </p>
    </Card>
  );
}
