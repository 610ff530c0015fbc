import type { TensorInfo } from '@tensorflow/tfjs-core';

export interface Operation {
  readonly name: string;
  readonly inputs: readonly TensorInfo[];
}

/** The operations that a message about the device may be about: those recorded since the last submission but one. */
export class RecentOperations {
  #submitted: readonly Operation[] = [];
  #recorded: Operation[] = [];

  add(operation: Operation): void {
    this.#recorded.push(operation);
  }

  submit(): void {
    this.#submitted = this.#recorded;
    this.#recorded = [];
  }

  /** `LstmSequence of [8, 20, 80], [20, 80]`, the last one; or nothing. */
  toString(): string {
    const last = this.#recorded.at(-1) ?? this.#submitted.at(-1);
    return last ? describeOperation(last) : '';
  }
}

/** `Add of [2, 3], [3]` */
export function describeOperation({ name, inputs }: Operation): string {
  const shapes = inputs.map(({ shape }) => `[${shape.join(', ')}]`);
  return shapes.length === 0 ? name : `${name} of ${shapes.join(', ')}`;
}
