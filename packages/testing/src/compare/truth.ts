import type { BackendAdapter } from '@tidegate/core';

/** What the ops of a backend are compared with. */
export interface Truth {
  /** A backend whose kernels are plain loops: every op must give what it gives there. Not needed for that backend itself. */
  readonly oracle?: BackendAdapter | undefined;
  /**
   * Where an op is taken apart into its composed form, which it must agree with: on the backend itself, or on the oracle in place of the op,
   * for a backend that takes long over many small ops. By default on the backend.
   */
  readonly composedOn?: 'backend' | 'oracle';
}
