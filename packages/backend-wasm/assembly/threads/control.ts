/** What all threads share. It lies in memory that the first thread allocates: each thread has globals of its own. */
@unmanaged
export class Control {
  /**
   * Two numbers that change as one: in the upper half the number of the task, in the lower half how many of its chunks nobody has taken,
   * or less than 0 when the workers are to end.
   */
  ticket: i64;
  /** Workers that sleep until there are chunks to take. */
  sleeping: i32;
  /** Chunks that are not finished. */
  unfinished: i32;
  /** Not 0 once a worker has failed. */
  failed: i32;
  /** The task: a function of the table, its arguments, and the number of chunks. */
  task: u32;
  argument: usize;
  chunks: i32;
  /** All threads, the first included. */
  threads: i32;
  /** Whether the first thread may sleep; the main thread of a page may not. */
  mayBlock: i32;
  scratch: usize;
}

export let control: Control = changetype<Control>(0);

export function setControl(address: usize): void {
  control = changetype<Control>(address);
}
