import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../controls/button.js';
import { Select } from '../../controls/select.js';
import { Slider } from '../../controls/slider.js';
import { quantitiesOf } from '../network/cell-kinds.js';
import { change, settings } from '../state/page-state.js';
import { chooseQuantity, chooseUnit, hovered, type View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { quantityTitle } from './quantity-title.js';

/** Where the page looks: at which step, which gate and which unit. It stays in view. */
export function TimeBar({ view: { cell, units, steps, step, quantity, unit, sequence } }: { readonly view: View }) {
  const words = gatesWords();
  const go = (to: number) => change({ step: Math.max(0, Math.min(steps - 1, to)) + 1 });
  return (
    <section class="card time-bar" aria-label={words.look}>
      <div class="time-steps">
        <Button disabled={step === 0} onClick={() => go(step - 1)}>
          <span aria-hidden="true">←</span>
          <span class="visually-hidden">{words.back}</span>
        </Button>
        <Slider
          label={words.step}
          value={step + 1}
          least={1}
          most={steps}
          step={1}
          text={words.stepOf(step + 1, steps, sequence.labels[step] as string)}
          onChange={(value) => go(value - 1)}
        />
        <Button disabled={step === steps - 1} onClick={() => go(step + 1)}>
          <span aria-hidden="true">→</span>
          <span class="visually-hidden">{words.forth}</span>
        </Button>
        <PlayButton step={Math.min(settings.value.step, steps) - 1} steps={steps} onStep={go} />
      </div>
      <Select
        label={words.quantity}
        value={quantity.name}
        options={quantitiesOf[cell].map((one) => ({ value: one.name, text: quantityTitle(one) }))}
        onChange={chooseQuantity}
      />
      <Select
        label={words.unit}
        value={String(unit)}
        options={Array.from({ length: units }, (_, index) => ({ value: String(index), text: String(index + 1) }))}
        onChange={(value) => chooseUnit(Number(value))}
      />
    </section>
  );
}

/** Milliseconds of a step while it plays. */
const pace = 400;

/** Goes through time by itself, from the chosen step, or from the start if that is the end, and stops there. */
function PlayButton({ step, steps, onStep }: { readonly step: number; readonly steps: number; readonly onStep: (step: number) => void }) {
  const words = gatesWords();
  const [isPlaying, setPlaying] = useState(false);
  const isAtEnd = step >= steps - 1;
  useEffect(() => {
    if (isAtEnd) setPlaying(false);
    if (!isPlaying || isAtEnd) return undefined;
    const timer = setTimeout(() => {
      // A pointer that rests on the map would hide where it is.
      hovered.value = undefined;
      onStep(step + 1);
    }, pace);
    return () => clearTimeout(timer);
  }, [isPlaying, isAtEnd, step]);
  const toggle = (): void => {
    if (!isPlaying && isAtEnd) onStep(0);
    setPlaying(!isPlaying);
  };
  return (
    <Button pressed={isPlaying} onClick={toggle}>
      {words.play}
    </Button>
  );
}
