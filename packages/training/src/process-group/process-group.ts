/** Numbers that processes can hand to one another. */
export type Exchangeable = Float32Array | Float64Array | Int32Array | Uint8Array;

/**
 * Processes that do one work together, as one of them sees them. Each method is to be called by all of them, in the same order, with the
 * same kind of numbers: it settles when all have called it. Where a process is lost, it rejects.
 */
export interface ProcessGroup {
  /** The number of this process, from 0 to `size - 1`. */
  readonly rank: number;
  /** How many processes there are. */
  readonly size: number;
  /** Gives every process the numbers of rank 0, in the place of its own, of which there are as many. */
  broadcast(numbers: Exchangeable): Promise<void>;
  /** Puts the sum over all processes in the place of each number: the same bits in every process, and in every run of as many processes. */
  allReduce(numbers: Float32Array | Float64Array): Promise<void>;
  /**
   * The numbers of every process, in the order of their ranks; one may have more of them than another, or none.
   *
   * @param lengths how many numbers each process has, where all know it, and all say so: then it need not be asked first
   */
  allGather<Numbers extends Exchangeable>(numbers: Numbers, lengths?: readonly number[]): Promise<readonly Numbers[]>;
  /** Waits for all. */
  barrier(): Promise<void>;
}
