import { useMemo } from 'preact/hooks';
import type { Quantity } from '../network/cell-kinds.js';
import { change } from '../state/page-state.js';
import { chooseQuantity, chooseUnit, hovered, type View } from '../state/view.js';

/** One gate or state over time: a row for each unit, a column for each step. Its values also stand in the table below. */
export function GateRows({ view, quantity }: { readonly view: View; readonly quantity: Quantity }) {
  const { steps, units, step, unit, pass, holds } = view;
  const values = pass.values[quantity.name];
  const cells = useMemo(() => <Cells values={values ?? []} isGate={quantity.isGate} />, [values, quantity.isGate]);
  const place = ({ currentTarget, clientX, clientY }: MouseEvent & { readonly currentTarget: SVGSVGElement }) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const within = (share: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    return { quantity: quantity.name, step: within((clientX - left) / width, steps), unit: within((clientY - top) / height, units) };
  };
  const isChosen = view.quantity.name === quantity.name;
  return (
    <svg
      class="gate-rows"
      viewBox={`0 0 ${steps} ${units}`}
      preserveAspectRatio="none"
      style={{ height: `${units}rem` }}
      aria-hidden="true"
      onPointerMove={(event) => {
        hovered.value = place(event);
      }}
      onClick={(event) => {
        const at = place(event);
        hovered.value = undefined;
        chooseQuantity(at.quantity);
        chooseUnit(at.unit);
        change({ step: at.step + 1 });
      }}
    >
      {cells}
      {holds
        .filter(({ block }) => block === quantity.block)
        .map((hold) => (
          <rect
            key={`${hold.unit} ${hold.from}`}
            class="held"
            x={hold.from}
            y={hold.unit + 0.06}
            width={Math.min(hold.to, steps - 1) - hold.from + 1}
            height={0.88}
          />
        ))}
      <Frame x={step} y={0} width={1} height={units} />
      {isChosen && <Frame x={0} y={unit} width={steps} height={1} />}
    </svg>
  );
}

/** A frame that is seen on every colour: dark on light, or the reverse. */
function Frame(place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }) {
  return (
    <>
      <rect class="frame-ground" {...place} />
      <rect class="frame" {...place} />
    </>
  );
}

/** Colours of different strength; more could not be told apart. */
const shades = 40;

/** Gates from shut, pale, to open; states below and above zero, around a pale middle. Cells of one colour are one shape, which is drawn faster. */
function Cells({ values, isGate }: { readonly values: readonly (readonly number[])[]; readonly isGate: boolean }) {
  const largest = isGate ? 1 : Math.max(1, ...values.flat().map(Math.abs));
  const shapes = new Map<string, string>();
  const draw = (kind: string, cell: string): void => void shapes.set(kind, (shapes.get(kind) ?? '') + cell);
  values.forEach((row, step) => {
    row.forEach((value, unit) => {
      const cell = `M${step + 0.03} ${unit + 0.06}h.94v.88h-.94z`;
      const shade = Math.round((shades * Math.min(Math.abs(value), largest)) / largest);
      draw(isGate ? 'shut' : 'middle', cell);
      if (shade > 0) draw(`${isGate ? 'open' : value < 0 ? 'below' : 'above'} ${shade}`, cell);
    });
  });
  return (
    <g>
      {Array.from(shapes, ([name, d]) => {
        const [kind, shade = shades] = name.split(' ');
        return <path key={name} class={kind} d={d} fill-opacity={Number(shade) / shades} />;
      })}
    </g>
  );
}
