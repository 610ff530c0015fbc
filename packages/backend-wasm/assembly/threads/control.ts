/** What all threads share. It lies in memory that the first thread allocates: each thread has globals of its own. */
@unmanaged
export class Control {
  /** Goes up by one with every task, which wakes the workers. */
  epoch: i32;
  /** Workers that sleep until the epoch changes. */
  sleeping: i32;
  /** The next chunk that nobody has taken. */
  next: i32;
  /** Workers that have not finished the task. */
  running: i32;
  /** Not 0 once a worker has failed. */
  failed: i32;
  /** Not 0 when the workers are to end. */
  stop: i32;
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
