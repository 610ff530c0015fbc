import { computed, signal } from '@preact/signals';
import { type Quantity, type QuantityName, quantitiesOf } from '../network/cell-kinds.js';
import type { Pass, PassRequest } from '../network/pass.js';
import type { WeightSource } from '../network/weights.js';
import { settings, shownPass, untouchedPass } from './page-state.js';

/** What the pointer is over. */
export interface HoveredValue {
  readonly quantity: QuantityName;
  readonly unit: number;
  readonly step: number;
}

const quantityName = signal<QuantityName>('forget');
const chosenUnit = signal(0);
const chosenSource = signal<WeightSource>({ kernel: 'inputKernel', row: 0 });
export const hovered = signal<HoveredValue | undefined>(undefined);

/** What all parts of the page show: the pass, and the step, the gate, the unit and the weight that are looked at. */
export interface View extends PassRequest {
  readonly pass: Pass;
  /** The values before anything was dragged; undefined while nothing is. */
  readonly before: Pass['values'] | undefined;
  readonly steps: number;
  /** From 0; the one under the pointer, or the one that was chosen. */
  readonly step: number;
  readonly quantity: Quantity;
  /** From 0. */
  readonly unit: number;
  readonly source: WeightSource;
}

/** Undefined until the first pass is there. What was chosen for another cell, or a longer sequence, becomes what is nearest to it. */
export const view = computed<View | undefined>(() => {
  const shown = shownPass.value;
  if (!shown) return undefined;
  const { request, pass } = shown;
  const untouched = untouchedPass.value;
  const steps = request.sequence.rows.length;
  const isTouched = request.changes.length > 0 || request.holds.length > 0;
  const step = hovered.value?.step ?? settings.value.step - 1;
  const unit = Math.min(chosenUnit.value, request.units - 1);
  return {
    ...request,
    pass,
    before: isTouched && untouched?.request.sequence === request.sequence ? untouched.pass.values : undefined,
    steps,
    step: Math.min(step, steps - 1),
    quantity: nearest(request.cell, quantityName.value),
    unit,
    source: within(chosenSource.value, request),
  };
});

export function chooseQuantity(name: QuantityName): void {
  quantityName.value = name;
}

export function chooseUnit(unit: number): void {
  chosenUnit.value = unit;
}

export function chooseSource(source: WeightSource): void {
  chosenSource.value = source;
}

/** The same of the other cell: what forgets in an LSTM updates in a GRU. */
function nearest(cell: PassRequest['cell'], name: QuantityName): Quantity {
  const quantities = quantitiesOf[cell];
  return quantities.find((quantity) => quantity.name === name) ?? (quantities[1] as Quantity);
}

/** The source, or the nearest one that the cell has. */
function within({ kernel, row }: WeightSource, { cell, units, sequence }: PassRequest): WeightSource {
  if (kernel === 'inputKernel') return { kernel, row: Math.min(row, sequence.features.length - 1) };
  if (kernel === 'recurrentKernel') return { kernel, row: Math.min(row, units - 1) };
  return { kernel: cell === 'gru' ? kernel : 'bias', row: 0 };
}
