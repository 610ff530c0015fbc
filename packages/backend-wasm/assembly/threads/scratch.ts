import { control } from './control';

/** Bytes of scratch memory of each thread. */
export const scratchBytes: usize = 1 << 20;

/** Memory that only this thread uses, and only within one chunk of work: `scratchBytes` of it. */
export function scratch(thread: i32): usize {
  return control.scratch + <usize>thread * scratchBytes;
}
