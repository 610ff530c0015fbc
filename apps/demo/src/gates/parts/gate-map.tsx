import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Card } from '../../controls/card.js';
import { Scrolling } from '../../controls/scrolling.js';
import { quantitiesOf } from '../network/cell-kinds.js';
import { change } from '../state/page-state.js';
import { chooseQuantity, hovered, type View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { GateRows } from './gate-rows.js';
import { show } from './show.js';
import { ValuesTable } from './values-table.js';
import './gate-map.css';

/** Every gate and state over time, a row for each unit, as colours. */
export function GateMap({ view }: { readonly view: View }) {
  const { cell, steps, step, quantity, units, sequence } = view;
  const words = gatesWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const now = place.current?.querySelector<HTMLElement>('.tape .now');
    const scroller = place.current?.parentElement;
    if (!now || !scroller || hovered.peek()) return;
    // The element's own scrolling would move the page as well.
    const [inner, outer] = [now.getBoundingClientRect(), scroller.getBoundingClientRect()];
    scroller.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [step]);
  return (
    <Card title={words.map.title} wide>
      <p class="hint">{words.map.hint}</p>
      <Scrolling label={words.map.scroll}>
        <div ref={place} class="gate-map" style={{ '--steps': steps }} onPointerLeave={() => (hovered.value = undefined)}>
          <span class="gate-map-name hint">
            <span class="gate-map-word">{words.input}</span>
          </span>
          <div class="tape" aria-hidden="true">
            {sequence.labels.map((label, index) => (
              <button
                type="button"
                key={index}
                tabIndex={-1}
                class={index === step ? 'now' : ''}
                onClick={() => change({ step: index + 1 })}
              >
                {label}
              </button>
            ))}
          </div>
          {quantitiesOf[cell].map((one) => (
            <Fragment key={one.name}>
              <button
                type="button"
                class="gate-map-name"
                aria-pressed={one.name === quantity.name}
                style={{ minHeight: `${units}rem` }}
                onClick={() => chooseQuantity(one.name)}
              >
                <span class="letter">{one.letter}</span> <span class="gate-map-word">{words.quantities[one.name]}</span>
              </button>
              <GateRows view={view} quantity={one} />
            </Fragment>
          ))}
        </div>
      </Scrolling>
      <Readout view={view} />
      <ValuesTable view={view} />
    </Card>
  );
}

/** The value under the pointer, or the one that is chosen. */
function Readout({ view: { cell, quantity, unit, step, pass, before, sequence } }: { readonly view: View }) {
  const words = gatesWords();
  const under = hovered.value;
  const name = under?.quantity ?? quantity.name;
  const letter = quantitiesOf[cell].find((one) => one.name === name)?.letter ?? '';
  const at = { unit: under?.unit ?? unit, step };
  const value = pass.values[name]?.[at.step]?.[at.unit] ?? 0;
  const old = before?.[name]?.[at.step]?.[at.unit];
  return (
    <p class="readout">
      {words.readout(words.named(letter, words.quantities[name]), at.unit + 1, at.step + 1, sequence.labels[at.step] as string)}{' '}
      <strong>{show(value, 3)}</strong>
      {old !== undefined && <span class="hint"> {words.was(show(old, 3))}</span>}
    </p>
  );
}
