import { LineChart } from '../../charts/line-chart.js';
import { Card } from '../../controls/card.js';
import { FigureRow } from '../../controls/figure-row.js';
import { formatNumber, formatShare } from '../../language/language.js';
import type { Progress } from '../api.js';
import { additionWords, lookWords } from '../words.js';
import type { Session } from './session.js';

/** How far the training is: figures, the curve of the loss, and that of the share of exact sums. */
export function Learning({ session }: { readonly session: Session }) {
  const words = lookWords();
  const progress = session.progress.value;
  const { lossCurve = [], exactCurve = [], loss, exact } = progress ?? {};
  return (
    <Card title={words.learning} wide>
      <FigureRow figures={figuresOf(progress)} />
      <p class="visually-hidden" role="status">
        {progress && spoken(progress)}
      </p>
      {lossCurve.length === 0 ? (
        <p class="hint">{words.empty}</p>
      ) : (
        <div class="curves">
          <div>
            <LineChart
              label={words.lossLabel(loss === undefined ? '' : formatLoss(loss))}
              series={[{ name: words.loss, colour: 'var(--series-1)', points: lossCurve }]}
              xTitle={words.steps}
              yTitle={words.loss}
              logarithmic
            />
            <p class="hint">{words.lossHint}</p>
          </div>
          <div>
            <LineChart
              label={words.exactLabel(exact ? formatShare(exact.share) : '')}
              series={[{ name: words.exact, colour: 'var(--series-2)', points: exactCurve }]}
              xTitle={words.steps}
              yTitle={words.exact}
              yRange={[0, 1]}
              yText={(value) => formatShare(value, 0)}
            />
            <p class="hint">{words.exactHint}</p>
          </div>
        </div>
      )}
    </Card>
  );
}

function figuresOf(progress: Progress | undefined) {
  const words = lookWords();
  const { states } = additionWords();
  const { state, step = 0, goal = 0, loss, exact, seconds = 0 } = progress ?? {};
  const none = '–';
  return [
    { name: state ? states[state] : none, value: words.stepOf(formatNumber(step), formatNumber(goal)) },
    { name: words.loss, value: loss === undefined ? none : formatLoss(loss) },
    {
      name: exact ? words.tested(formatNumber(exact.sums), exact.isComplete) : words.exact,
      value: exact ? formatShare(exact.share) : none,
    },
    { name: words.time, value: words.seconds(formatNumber(seconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 })) },
    { name: words.speed, value: step > 0 && seconds > 0 ? formatNumber(Math.round(step / seconds)) : none },
  ];
}

/** What a screen reader is told when the state changes; the figures change all the time. */
function spoken({ state, exact }: Progress): string {
  const words = lookWords();
  const said = additionWords().states[state];
  if (state !== 'done' || !exact) return said;
  return `${said}: ${formatShare(exact.share)} ${words.tested(formatNumber(exact.sums), exact.isComplete)}`;
}

function formatLoss(loss: number): string {
  return formatNumber(loss, { maximumSignificantDigits: 4 });
}
