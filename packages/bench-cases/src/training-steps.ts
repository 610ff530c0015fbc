/** Training that goes on by one whole step at a time. */
export interface TrainingSteps {
  /** Batch in, forward, loss, backward, optimizer; gives the loss, read back from the device. */
  step(): Promise<number>;
  dispose(): Promise<void>;
}
