import { Card } from '../../controls/card.js';
import { type Quantity, quantitiesOf } from '../network/cell-kinds.js';
import { sumsAt } from '../network/sums.js';
import type { KernelName } from '../network/weights.js';
import { chooseQuantity, chooseSource, type View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { Formula } from './formula.js';
import { show } from './show.js';
import { WorkedOut } from './worked-out.js';
import './equations.css';

/** The equations of the cell, each with the numbers of the chosen unit; the chosen one is lit, and in it the term of the chosen weight. */
export function Equations({ view }: { readonly view: View }) {
  const { cell, units, quantity, unit, source, step, sequence } = view;
  const words = gatesWords();
  const pick = (kernel: KernelName): void => {
    const current = sequence.rows[step]?.findIndex((value) => value !== 0) ?? 0;
    chooseSource({ kernel, row: kernel === 'inputKernel' ? Math.max(0, current) : kernel === 'recurrentKernel' ? unit : 0 });
  };
  return (
    <Card title={words.equations.title}>
      <p class="hint">{words.equations.hint(unit + 1, units)}</p>
      <ul class="equations">
        {quantitiesOf[cell].map((one) => {
          const isChosen = one.name === quantity.name;
          const lit = isChosen && one.block !== undefined ? source.kernel : undefined;
          return (
            <li key={one.name} class={isChosen ? 'equation chosen' : 'equation'} style={{ '--light': lightOf(view, one) }}>
              <button type="button" class="equation-name" aria-pressed={isChosen} onClick={() => chooseQuantity(one.name)}>
                {words.quantities[one.name]}
              </button>
              <Formula cell={cell} quantity={one} lit={lit} />
              <WorkedOut view={view} quantity={one} lit={lit} onTerm={isChosen ? pick : undefined} />
              {isChosen && <Share view={view} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** The colour of what the equation gives at the step: full where a gate is open, or a state far from zero. */
function lightOf({ pass, step, unit }: View, { name, isGate }: Quantity): string {
  const value = pass.values[name]?.[step]?.[unit] ?? 0;
  const colour = isGate ? '--accent' : value < 0 ? '--low' : '--high';
  return `color-mix(in oklab, var(${colour}) ${Math.round(100 * Math.min(1, Math.abs(value)))}%, var(--line))`;
}

/** Where the lit term comes from: its products. */
function Share({ view }: { readonly view: View }) {
  const words = gatesWords();
  const { quantity, unit, step, source, sequence, pass } = view;
  const { block, letter } = quantity;
  if (block === undefined || source.kernel === 'bias' || source.kernel === 'recurrentBias') return null;
  const sums = sumsAt(view, pass, { step, block, unit });
  const isInput = source.kernel === 'inputKernel';
  const products = isInput ? sums.input : sums.recurrent;
  const name = isInput ? `x W` : `h U`;
  if (products.length === 0) return <p class="hint">{words.equations.nothingBefore}</p>;
  if (isInput && sequence.kind === 'text')
    return <p class="hint">{words.equations.ofSign(letter, sequence.labels[step] as string, show(products[0]?.weight ?? 0))}</p>;
  return (
    <p class="hint">
      {name}
      <sub>{letter}</sub> ={' '}
      {products.map(({ value, weight }) => `${show(value)} × ${weight < 0 ? `(${show(weight)})` : show(weight)}`).join(' + ')}
    </p>
  );
}
