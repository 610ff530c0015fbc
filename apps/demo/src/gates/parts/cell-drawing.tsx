import { Card } from '../../controls/card.js';
import { type QuantityName, quantitiesOf } from '../network/cell-kinds.js';
import { chooseQuantity, type View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { valuesOf } from './drawing-values.js';
import { GruDrawing } from './gru-drawing.js';
import { LstmDrawing } from './lstm-drawing.js';
import { show } from './show.js';
import './cell-drawing.css';

/** The inside of the cell for one unit at the step: every wire as thick as what flows through it. */
export function CellDrawing({ view }: { readonly view: View }) {
  const words = gatesWords();
  const { cell, unit, step, pass } = view;
  const told = quantitiesOf[cell].map(({ name }) => `${words.quantities[name]} ${show(pass.values[name]?.[step]?.[unit] ?? 0)}`);
  const choose = (clicked: EventTarget | null): void => {
    const name = clicked instanceof Element && clicked.closest<SVGElement>('[data-quantity]')?.dataset.quantity;
    if (name) chooseQuantity(name as QuantityName);
  };
  const Drawing = cell === 'lstm' ? LstmDrawing : GruDrawing;
  return (
    <Card title={words.drawing.title(cell.toUpperCase())}>
      <p class="hint">{words.drawing.hint}</p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has the buttons of the equations for it */}
      <svg
        class="cell-drawing"
        viewBox="0 0 360 262"
        role="img"
        onClick={({ target }) => choose(target)}
        aria-label={words.drawing.label(cell.toUpperCase(), unit + 1, step + 1, told.join(', '))}
      >
        <Drawing values={valuesOf(view)} chosen={view.quantity.name} />
      </svg>
    </Card>
  );
}
