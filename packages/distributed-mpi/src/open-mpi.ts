import type { ProcessGroup } from '@tidegate/training';

export interface MpiOptions {
  /** Milliseconds that this process waits for the others before it takes one for lost; default 300,000. */
  readonly timeout?: number;
}

/** The processes that one `mpirun` has started. */
export interface MpiGroup extends ProcessGroup {
  /** Such as `Open MPI v4.1.4`. */
  readonly library: string;
  /** The host of each rank. */
  readonly hosts: readonly string[];
  /** Leaves the group; to be called by all. */
  close(): Promise<void>;
}

export declare function openMpi(options?: MpiOptions): Promise<MpiGroup>;
