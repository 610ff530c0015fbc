import type { ByParameter } from '../optimizers/optimizer.js';

/** Bounds gradients: a pure function from gradients to gradients of the same names and shapes. */
export type Clip = (gradients: Readonly<ByParameter>) => ByParameter;
