import type { Quantity } from '../network/cell-kinds.js';
import { isHeldAt } from '../network/held-at.js';
import { addUp, sumsAt } from '../network/sums.js';
import type { KernelName } from '../network/weights.js';
import type { View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { show } from './show.js';

export interface WorkedOutProps {
  readonly view: View;
  readonly quantity: Quantity;
  readonly lit: KernelName | undefined;
  /** Chooses the weights of a term; absent where the numbers are only read. */
  readonly onTerm?: ((kernel: KernelName) => void) | undefined;
}

/** The equation with the numbers of the chosen unit at the step. */
export function WorkedOut({ view, quantity, lit, onTerm }: WorkedOutProps) {
  const words = gatesWords();
  const { step, unit, pass } = view;
  const result = pass.values[quantity.name]?.[step]?.[unit] ?? 0;
  const isHeld = isHeldAt(view.holds, { block: quantity.block, unit, step });
  return (
    <p class="worked-out">
      <span class="letter">{quantity.letter}</span>
      <sub>{unit + 1}</sub> ={' '}
      {!isHeld && (
        <>
          {quantity.block === undefined ? (
            <State view={view} quantity={quantity} />
          ) : (
            <Gate view={view} quantity={quantity} lit={lit} onTerm={onTerm} block={quantity.block} />
          )}{' '}
          ={' '}
        </>
      )}
      <strong>{show(result)}</strong>
      {isHeld && <span class="held-note"> {words.held}</span>}
    </p>
  );
}

function Gate({ view, quantity: { isGate }, lit, onTerm, block }: WorkedOutProps & { readonly block: number }) {
  const { cell, step, unit, pass } = view;
  const sums = sumsAt(view, pass, { step, block, unit });
  const input = { value: addUp(sums.input), kernel: 'inputKernel' } as const;
  const recurrent = { value: addUp(sums.recurrent), kernel: 'recurrentKernel' } as const;
  const bias = { value: sums.bias, kernel: 'bias' } as const;
  const second = { value: sums.recurrentBias, kernel: 'recurrentBias' } as const;
  const isResetAfter = cell === 'gru' && !isGate;
  const reset = pass.values.reset?.[step]?.[unit] ?? 1;
  const total = input.value + bias.value + sums.forgetBias + (isResetAfter ? reset : 1) * (recurrent.value + second.value);
  const own = isResetAfter ? [input, bias] : cell === 'gru' ? [input, bias, recurrent, second] : [input, recurrent, bias];
  const name = isGate ? 'σ' : 'tanh';
  return (
    <>
      {name}(<Addends terms={sums.forgetBias ? [...own, { value: sums.forgetBias }] : own} lit={lit} onTerm={onTerm} />
      {isResetAfter && (
        <>
          {' '}
          + {show(reset)} × (<Addends terms={[recurrent, second]} lit={lit} onTerm={onTerm} />)
        </>
      )}
      ) = {name}({show(total)})
    </>
  );
}

interface Addend {
  readonly value: number;
  readonly kernel?: KernelName | undefined;
}

/** Numbers with a plus or a minus between them. */
function Addends({ terms, ...rest }: { readonly terms: readonly Addend[] } & Pick<WorkedOutProps, 'lit' | 'onTerm'>) {
  return (
    <>
      {terms.map((term, index) => (
        <>
          {index > 0 && (term.value < 0 ? ' − ' : ' + ')}
          <Term {...rest} kernel={term.kernel} text={show(index > 0 ? Math.abs(term.value) : term.value)} />
        </>
      ))}
    </>
  );
}

interface TermProps extends Pick<WorkedOutProps, 'lit' | 'onTerm'> {
  readonly kernel: KernelName | undefined;
  readonly text: string;
}

function Term({ kernel, text, lit, onTerm }: TermProps) {
  const words = gatesWords();
  const kind = kernel !== undefined && kernel === lit ? 'term lit' : 'term';
  if (!kernel || !onTerm) return <span class={kind}>{text}</span>;
  return (
    <button type="button" class={kind} aria-label={words.terms[kernel](text)} onClick={() => onTerm(kernel)}>
      {text}
    </button>
  );
}

function State({ view: { cell, step, unit, pass }, quantity: { name } }: Omit<WorkedOutProps, 'lit'>) {
  const now = (of: keyof typeof pass.values): string => show(pass.values[of]?.[step]?.[unit] ?? 0);
  const before = (of: keyof typeof pass.values): string => show(pass.values[of]?.[step - 1]?.[unit] ?? 0);
  if (name === 'cell') return `${now('forget')} × ${bracket(before('cell'))} + ${now('input')} × ${bracket(now('candidate'))}`;
  if (cell === 'lstm') return `${now('output')} × tanh(${now('cell')})`;
  return `(1 − ${now('update')}) × ${bracket(now('candidate'))} + ${now('update')} × ${bracket(before('hidden'))}`;
}

/** A negative factor in brackets. */
function bracket(text: string): string {
  return text.startsWith('−') ? `(${text})` : text;
}
