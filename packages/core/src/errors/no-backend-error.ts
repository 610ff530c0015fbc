import type { BackendRefusal } from '../contracts/backend.js';
import { TidegateError } from './tidegate-error.js';

/** None of the backends that were asked for can run here; `refusals` says why for each. */
export class NoBackendError extends TidegateError {
  readonly refusals: readonly BackendRefusal[];

  constructor(refusals: readonly BackendRefusal[]) {
    const reasons = refusals.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    super(`useBackend: no backend can run here (${reasons || 'no adapter was given'})`);
    this.refusals = refusals;
  }
}
