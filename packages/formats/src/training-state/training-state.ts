/** A tensor as training keeps it. */
export interface StateTensor {
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly shape: readonly number[];
  /** Bytes of 0 and 1 for bool. */
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export type StateTensors = Readonly<Record<string, StateTensor>>;

/** Where a training stood after a step: a `TrainingSnapshot` of `@tidegate/training`, and what its observers remember. */
export interface TrainingState {
  readonly step: number;
  readonly epoch: number;
  readonly batches: number;
  readonly validatedStep: number;
  readonly parameters: StateTensors;
  readonly optimizer: { readonly name: string; readonly state: StateTensors };
  readonly carried?: StateTensors | undefined;
  /** What schedules and observers remember, by a name for each: plain JSON. */
  readonly memory?: Readonly<Record<string, unknown>> | undefined;
  /** The tensors of what they remember, such as the best weights so far. */
  readonly observers?: StateTensors | undefined;
}

export const format = 'training state';
/** The one metadata entry of the file, JSON. */
export const metadataKey = 'tidegate.training';
export const version = 1;
/** What the names of the tensors begin with. */
export const prefixes = { parameters: 'parameters/', optimizer: 'optimizer/', carried: 'carried/', observers: 'observers/' } as const;
/** The types of the file. */
export const safetensorsTypes = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const;
