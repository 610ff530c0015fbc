import { useState } from 'preact/hooks';
import { Button } from '../../controls/button.js';
import { Card } from '../../controls/card.js';
import { formatNumber } from '../../language/language.js';
import type { Finding } from '../api.js';
import { findUnits } from '../state/run.js';
import { chosenUnit, findings, network } from '../state/state.js';
import { writeWords } from '../words.js';
import { signed } from './signed.js';

/** Units that follow something in the text. */
export function FindingsCard() {
  const words = writeWords();
  const [isBusy, setBusy] = useState(false);
  const find = async (): Promise<void> => {
    setBusy(true);
    await findUnits();
    setBusy(false);
  };
  const found = findings.value;
  return (
    <Card title={words.unitsTitle}>
      <p class="hint">{words.unitsHint}</p>
      <div class="toolbar">
        <Button disabled={!network.value || isBusy} onClick={() => void find()}>
          {words.find}
        </Button>
      </div>
      <div role="status">
        {found?.length === 0 && <p>{words.findNothing}</p>}
        {found && found.length > 0 && (
          <ul class="findings">
            {found.map((finding) => (
              <FoundUnit key={finding.trait} {...finding} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function FoundUnit({ trait, layer, unit, correlation }: Finding) {
  const words = writeWords();
  const isChosen = chosenUnit.value.layer === layer && chosenUnit.value.unit === unit;
  const name = words.unitName(formatNumber(layer + 1), formatNumber(unit + 1));
  return (
    <li>
      <Button
        pressed={isChosen}
        onClick={() => {
          chosenUnit.value = { layer, unit };
        }}
      >
        {words.finding(name, words.traits[trait])}
      </Button>
      <span class="hint">{words.correlation(signed(correlation))}</span>
    </li>
  );
}
