import { LineChart, type LineSeries } from '../../charts/line-chart.js';
import { Card } from '../../controls/card.js';
import { NumberField } from '../../controls/number-field.js';
import { Slider } from '../../controls/slider.js';
import { memoryWords } from '../memory-words.js';
import { change, settings } from '../state/page-state.js';
import { type ComparedMemories, comparedMemories } from '../state/remembering-state.js';
import { keptShares } from './kept-shares.js';
import { MemoryTable } from './memory-table.js';
import { show, showSize } from './show.js';

/** How much gradient each step gets from the last output, for three cells of the same size on the same sequence. */
export function MemoryCard() {
  const words = memoryWords();
  const compared = comparedMemories.value;
  const { memorySteps, memoryUnits, memoryForgetBias, memoryScale, memorySeed } = settings.value;
  return (
    <Card title={words.title} wide>
      <p class="hint">{words.hint}</p>
      <div class="toolbar">
        <Slider
          label={words.steps}
          value={memorySteps}
          least={5}
          most={100}
          step={1}
          onChange={(value) => change({ memorySteps: value })}
        />
        <Slider
          label={words.forgetBias}
          value={memoryForgetBias}
          least={-2}
          most={6}
          step={0.5}
          text={show(memoryForgetBias, 1)}
          onChange={(value) => change({ memoryForgetBias: value })}
        />
        <Slider
          label={words.scale}
          value={memoryScale}
          least={0.2}
          most={3}
          step={0.1}
          text={show(memoryScale, 1)}
          onChange={(value) => change({ memoryScale: value })}
        />
        <NumberField label={words.units} value={memoryUnits} least={1} most={32} onChange={(value) => change({ memoryUnits: value })} />
        <NumberField label={words.seed} value={memorySeed} least={0} most={9_999} onChange={(value) => change({ memorySeed: value })} />
      </div>
      <p class="hint">{words.biasHint}</p>
      {compared && <Compared compared={compared} />}
    </Card>
  );
}

function Compared({ compared }: { readonly compared: ComparedMemories }) {
  const words = memoryWords();
  const { request, norms } = compared;
  const kept = keptShares(compared);
  const back = (values: readonly number[]) => values.map((y, step) => ({ x: request.steps - 1 - step, y })).toReversed();
  const series: LineSeries[] = [
    { name: words.curves.rnn, colour: 'var(--series-2)', points: back(norms.rnn.h) },
    { name: words.curves.gru, colour: 'var(--series-3)', points: back(norms.gru.h) },
    { name: words.curves.lstm, colour: 'var(--series-1)', points: back(norms.lstm.h) },
    { name: words.curves.lstmCell, colour: 'var(--series-4)', points: back(norms.lstm.c ?? []) },
  ];
  const sentence = words.sentence(request.steps - 1, showSize(kept.rnn), showSize(kept.gru), showSize(kept.lstm), showSize(kept.lstmCell));
  return (
    <>
      <p class="memory-sentence" role="status">
        {sentence}
      </p>
      <LineChart
        label={`${words.chart} ${sentence}`}
        height={300}
        series={series}
        xTitle={words.back}
        yTitle={words.norm}
        yText={showSize}
        logarithmic
      />
      <MemoryTable compared={compared} />
    </>
  );
}
