import type { TouchedRows } from '../tensors/touched-rows.js';
import type { Output } from '../tensors/wasm-tensors.js';

/** A parameter, or what the optimizer remembers of it, and where its new values go. */
export interface UpdatedTensor {
  readonly address: number;
  readonly output: Output;
}

/** Where everything of one parameter lies. */
export interface PlacedParameter {
  readonly parameter: UpdatedTensor;
  readonly firstState: UpdatedTensor | undefined;
  readonly secondState: UpdatedTensor | undefined;
  /** Of the whole gradient, or of its touched rows. */
  readonly gradient: number;
  readonly touchedRows: TouchedRows | undefined;
  readonly l2: number;
  readonly touchedRowsOnly: boolean;
  readonly rows: number;
  readonly columns: number;
}
