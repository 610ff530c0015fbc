import { ArgumentError, assertInteger, assertNumber, assertOneOf } from '@tidegate/core';
import { type Activation, activations } from './activation.js';
import { assertCellOptions, type CellOptions } from './cell-options.js';

/** The plain options and `forgetBias` are those of the sequence op; a cell with any other that changes its equations runs step by step. */
export interface LstmOptions extends CellOptions {
  /** Added to the forget gate before its sigmoid, so that a new network remembers; 1 by default. */
  readonly forgetBias?: number;
  /** Whether the gates see the cell, each element its own: f and i the old one, o the new one. False by default. */
  readonly peepholes?: boolean;
  /** The cell is kept within `±cellClip`; not clipped by default. */
  readonly cellClip?: number;
  /** Features of `h` and of an output, if a linear map without bias makes them of the gated cell. The cell keeps `hiddenSize`. */
  readonly projection?: number;
  /** What the projection gives is kept within `±projectionClip`; not clipped by default. */
  readonly projectionClip?: number;
  /** Of the candidate, and of the cell on its way out; `tanh` by default. */
  readonly activation?: Activation;
  /** Of the gates; `sigmoid` by default. */
  readonly recurrentActivation?: Activation;
}

/** @throws ArgumentError if a number is out of its range, an activation is unknown, or there is nothing that `projectionClip` could clip */
export function assertLstmOptions(options: LstmOptions): void {
  assertCellOptions('lstm', options);
  const { forgetBias = 1, cellClip, projection, projectionClip, activation = 'tanh', recurrentActivation = 'sigmoid' } = options;
  assertNumber('lstm', 'forgetBias', forgetBias, { least: Number.NEGATIVE_INFINITY });
  if (cellClip !== undefined) assertBound('cellClip', cellClip);
  if (projection !== undefined) assertInteger('lstm', 'projection', projection, 1);
  if (projectionClip !== undefined) {
    assertBound('projectionClip', projectionClip);
    if (projection === undefined) throw new ArgumentError('lstm', 'projectionClip', projectionClip, 'given together with projection');
  }
  assertOneOf('lstm', 'activation', activation, activations);
  assertOneOf('lstm', 'recurrentActivation', recurrentActivation, activations);
}

function assertBound(argument: string, bound: number): void {
  if (!(Number.isFinite(bound) && bound > 0)) throw new ArgumentError('lstm', argument, bound, 'a finite number above 0');
}
