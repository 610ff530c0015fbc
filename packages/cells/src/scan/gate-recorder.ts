import { stack, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import type { Cell, ScanOptions, TensorTree } from '@tidegate/core';
import { zeroPadding } from '../layers/zero-padding.js';

/** Gathers the gates of a recurrence while it goes through its steps. */
export interface GateRecorder<Params extends TensorTree, State extends TensorTree> {
  /** Takes what the cell's `step` takes. */
  record(step: number, ...given: Parameters<Cell<Params, State>['step']>): void;
  /** Tells the watcher what every gate was; the steps must have all been recorded. */
  tell(): void;
}

/** None where nobody watches, or the cell shows no gates. */
export function gateRecorder<Params extends TensorTree, State extends TensorTree>(
  cell: Pick<Cell<Params, State>, 'gates'>,
  { context, lengths }: Pick<ScanOptions, 'context' | 'lengths'>,
): GateRecorder<Params, State> | undefined {
  const watch = context?.watchGates;
  if (!watch || !cell.gates) return undefined;
  const steps = new Map<string, Tensor2D[]>();
  return {
    record(step, ...given) {
      for (const [gate, values] of Object.entries(cell.gates?.(...given) ?? {})) {
        const recorded = steps.get(gate) ?? [];
        recorded[step] = values;
        steps.set(gate, recorded);
      }
    },
    tell() {
      for (const [gate, values] of steps) watch({ layer: '', gate, values: zeroPadding(stack(values, 1) as Tensor3D, lengths) });
    },
  };
}
