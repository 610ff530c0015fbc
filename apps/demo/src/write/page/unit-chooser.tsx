import { NumberField } from '../../controls/number-field.js';
import { Select } from '../../controls/select.js';
import { formatNumber } from '../../language/language.js';
import { chosenUnit, network } from '../state/state.js';
import { writeWords } from '../words.js';

/** Which unit colours the text, and what its colours mean. */
export function UnitChooser() {
  const words = writeWords();
  const layers = network.value?.layers ?? [];
  const { layer, unit } = chosenUnit.value;
  return (
    <div class="toolbar unit-chooser">
      <Select
        label={words.layer}
        value={String(layer)}
        options={layers.map((_, index) => ({ value: String(index), text: formatNumber(index + 1) }))}
        disabled={layers.length === 0}
        onChange={(chosen) => {
          const next = Number(chosen);
          chosenUnit.value = { layer: next, unit: Math.min(unit, (layers[next] ?? 1) - 1) };
        }}
      />
      <NumberField
        label={words.unit}
        value={unit + 1}
        least={1}
        most={layers[layer] ?? 1}
        disabled={layers.length === 0}
        onChange={(chosen) => {
          chosenUnit.value = { layer, unit: chosen - 1 };
        }}
      />
      <div class="field colours">
        <span class="field-label">{words.colours(words.unitName(formatNumber(layer + 1), formatNumber(unit + 1)))}</span>
        <div class="colour-scale" role="img" aria-label={words.scale}>
          <span>−1</span>
          <span>0</span>
          <span>1</span>
        </div>
      </div>
    </div>
  );
}
