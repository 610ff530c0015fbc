import { useState } from 'preact/hooks';
import { HeatMap } from '../../charts/heat-map.js';
import { Card } from '../../controls/card.js';
import { Choice } from '../../controls/choice.js';
import { formatNumber } from '../../language/language.js';
import { insideWords } from '../words.js';
import { carryUnitIn } from './carry-unit.js';
import { layerName } from './layer-name.js';
import type { Session } from './session.js';

/** The state of each unit of a layer after each step of the visitor's sum, as a heat map. */
export function HiddenUnits({ session: { trace, carry } }: { readonly session: Session }) {
  const words = insideWords();
  const [chosen, setChosen] = useState<number>();
  const found = trace.value;
  if (!found) return null;
  const unit = carryUnitIn(carry.value);
  // Of its own accord the map shows the layer that there is something to see in.
  const asked = chosen ?? unit?.layer ?? found.layers.length - 1;
  const shown = Math.min(asked, found.layers.length - 1);
  const states = found.hidden[shown] ?? [];
  const name = layerName(found.layers[shown] ?? { number: 1 });
  return (
    <Card title={words.hidden}>
      {found.layers.length > 1 && (
        <Choice
          label={words.showLayer}
          value={String(shown)}
          options={found.layers.map((layer, index) => ({ value: String(index), text: layerName(layer) }))}
          onChange={(value) => setChosen(Number(value))}
        />
      )}
      <HeatMap
        label={words.hiddenLabel(name, formatNumber(found.first), formatNumber(found.second))}
        values={states.map((row) => [...row].reverse())}
        rowNames={states.map((_, index) => formatNumber(index + 1))}
        columnNames={found.columns.map((_, step) => formatNumber(2 ** step)).reverse()}
        rowTitle={words.unit}
        columnTitle={words.places}
        rowHeight={states.length > 24 ? 12 : 18}
        markedRow={unit?.layer === shown ? unit.unit : undefined}
      />
      <p class="hint">
        {words.hiddenHint} {unit?.layer === shown && words.framedHint}
      </p>
    </Card>
  );
}
