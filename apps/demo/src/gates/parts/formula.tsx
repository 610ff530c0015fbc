import type { ComponentChildren } from 'preact';
import type { CellName, Quantity } from '../network/cell-kinds.js';
import type { KernelName } from '../network/weights.js';

export interface FormulaProps {
  readonly cell: CellName;
  readonly quantity: Quantity;
  /** Whose term is lit, if this is the chosen equation. */
  readonly lit: KernelName | undefined;
}

/** The equation of a gate or a state, in the letters of the library's documentation, as mathematics that a screen reader can read. */
export function Formula(props: FormulaProps) {
  const { quantity } = props;
  return (
    <math display="block">
      <mrow>
        <mi>{quantity.letter}</mi>
        <mo>=</mo>
        {quantity.block === undefined ? <StateSide {...props} /> : <GateSide {...props} block={quantity.block} />}
      </mrow>
    </math>
  );
}

function GateSide({ cell, quantity: { letter, isGate, name }, lit }: FormulaProps & { readonly block: number }) {
  const term = (kernel: KernelName, children: ComponentChildren) => (
    <mrow class={kernel === lit ? `term ${kernel} lit` : `term ${kernel}`}>{children}</mrow>
  );
  const input = term('inputKernel', <Times one="x" other="W" at={letter} />);
  const recurrent = term('recurrentKernel', <Times one="h" other="U" at={letter} />);
  const bias = term('bias', <At of="b" at={letter} />);
  const secondBias = term('recurrentBias', <At of="d" at={letter} />);
  const sum = { lstm: [input, recurrent, bias], gru: [input, bias, recurrent, secondBias] }[cell];
  return (
    <>
      {isGate ? <mi class="upright">σ</mi> : <mi class="upright">tanh</mi>}
      <mo>(</mo>
      {cell === 'gru' && !isGate ? (
        <>
          <Plus terms={[input, bias]} />
          <mo>+</mo>
          <mi>r</mi>
          <mo>(</mo>
          <Plus terms={[recurrent, secondBias]} />
          <mo>)</mo>
        </>
      ) : (
        <Plus terms={name === 'forget' ? [...sum, <mn>1</mn>] : sum} />
      )}
      <mo>)</mo>
    </>
  );
}

function StateSide({ cell, quantity: { name } }: FormulaProps) {
  if (name === 'cell')
    return (
      <Plus
        terms={[
          <mrow>
            <mi>f</mi>
            <Space />
            <mi>c</mi>
          </mrow>,
          <mrow>
            <mi>i</mi>
            <Space />
            <mi>g</mi>
          </mrow>,
        ]}
      />
    );
  if (cell === 'lstm')
    return (
      <>
        <mi>o</mi>
        <Space />
        <mi class="upright">tanh</mi>
        <mo>(</mo>
        <mi>c′</mi>
        <mo>)</mo>
      </>
    );
  return (
    <>
      <mo>(</mo>
      <mn>1</mn>
      <mo>−</mo>
      <mi>z</mi>
      <mo>)</mo>
      <Space />
      <mi>n</mi>
      <mo>+</mo>
      <mi>z</mi>
      <Space />
      <mi>h</mi>
    </>
  );
}

function Plus({ terms }: { readonly terms: readonly ComponentChildren[] }) {
  return (
    <>
      {terms.map((term, index) => (
        <>
          {index > 0 && <mo>+</mo>}
          {term}
        </>
      ))}
    </>
  );
}

function Times({ one, other, at }: { readonly one: string; readonly other: string; readonly at: string }) {
  return (
    <>
      <mi>{one}</mi>
      <Space />
      <At of={other} at={at} />
    </>
  );
}

/** Between two factors. */
function Space() {
  return <mspace width="0.2em" />;
}

function At({ of, at }: { readonly of: string; readonly at: string }) {
  return (
    <msub>
      <mi>{of}</mi>
      <mi>{at}</mi>
    </msub>
  );
}
