/** A tensor's values on the host. */
export interface StoredTensor {
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly shape: readonly number[];
  /** As many as the shape holds: float32, int32, or bytes of 0 and 1. */
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/** Tensors by their paths, such as `encoder/kernel`. */
export type StoredTensors = Readonly<Record<string, StoredTensor>>;

/** Why a training ended: it had done all that was asked for, its signal was aborted, or an observer said stop. */
export type TrainingEnd = 'completed' | 'aborted' | 'observer';

/** Where a training stood after a step: plain data, from which it can go on in another process as if it had never stopped. */
export interface TrainingSnapshot {
  /** Steps done. */
  readonly step: number;
  /** The epoch under way, 1 for the first. */
  readonly epoch: number;
  /** Batches of that epoch which the steps were made of. */
  readonly batches: number;
  /** The step after which the model was last validated; 0 if it never was. */
  readonly validatedStep: number;
  /** All of the model's, frozen ones too. */
  readonly parameters: StoredTensors;
  readonly optimizer: { readonly name: string; readonly state: StoredTensors };
  /** What the objective hands to the next batch, if it does. */
  readonly carried?: StoredTensors | undefined;
}

/** When training is to be written down, and where to. */
export interface Snapshots {
  /** Asked after every step. The state at the end of training is saved in any case. */
  isDue(step: number): boolean;
  /**
   * Training waits for it, so that what an observer knows at this moment can be saved along.
   *
   * @param ended why training ends here, if it does; the step may be one that was saved on the way
   */
  save(snapshot: TrainingSnapshot, ended?: TrainingEnd): void | Promise<void>;
}
