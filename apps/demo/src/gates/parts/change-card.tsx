import { Button } from '../../controls/button.js';
import { Card } from '../../controls/card.js';
import { changes, holds, startOver } from '../state/page-state.js';
import type { View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { DraggedList } from './dragged-list.js';
import { HoldControl } from './hold-control.js';
import { quantityTitle } from './quantity-title.js';
import { WeightControl } from './weight-control.js';
import './change.css';

/** A weight to drag, a gate to hold, and what has been dragged. */
export function ChangeCard({ view }: { readonly view: View }) {
  const words = gatesWords();
  const isTouched = changes.value.length > 0 || holds.value.length > 0;
  return (
    <Card title={words.change.title}>
      <p class="hint">{words.change.hint(quantityTitle(view.quantity), view.unit + 1)}</p>
      {view.quantity.block === undefined && <p class="hint">{words.change.noWeights}</p>}
      <WeightControl view={view} />
      <HoldControl view={view} />
      <DraggedList view={view} />
      <div>
        <Button disabled={!isTouched} onClick={startOver}>
          {words.change.reset}
        </Button>
      </div>
    </Card>
  );
}
