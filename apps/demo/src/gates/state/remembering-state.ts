import { signal } from '@preact/signals';
import type { Remembering, RememberingRequest } from '../network/remembering.js';
import type { RememberingCell } from '../network/remembering-cells.js';

/** The norms of each cell, with what was asked for. */
export interface ComparedMemories {
  readonly request: RememberingRequest;
  readonly norms: Readonly<Record<RememberingCell, Remembering>>;
}

export const comparedMemories = signal<ComparedMemories | undefined>(undefined);

export function showRemembering(compared: ComparedMemories): void {
  comparedMemories.value = compared;
}
