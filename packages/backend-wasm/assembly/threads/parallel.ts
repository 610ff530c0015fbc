import { Control, control, setControl } from './control';
import { scratchBytes } from './scratch';

/** Looks at the ticket before a worker goes to sleep: about a millisecond, longer than the pause between two steps of a small network. */
const spins: i32 = 1000000;
/** Looks at what is unfinished before the first thread sleeps, long enough for a worker to end its chunk, and how long it then sleeps, in nanoseconds. */
const patience: i32 = 200000;
const nap: i64 = 50000;

/** Sets up for this many threads and gives the address that workers start with. */
export function startThreads(threads: i32, mayBlock: bool): usize {
  const address = heap.alloc(offsetof<Control>());
  memory.fill(address, 0, offsetof<Control>());
  setControl(address);
  control.threads = threads;
  control.mayBlock = mayBlock ? 1 : 0;
  control.scratch = (heap.alloc(<usize>threads * scratchBytes + 64) + 63) & ~63;
  return address;
}

/**
 * Runs `task(argument, chunk, thread)` for each chunk; which thread takes which chunk is not fixed, so no result may depend on it.
 *
 * It waits for chunks that a worker has taken, never for a worker to wake up: on a busy machine the first thread does all of them.
 */
export function parallel(task: u32, argument: usize, chunks: i32): void {
  if (chunks < 2 || control.threads < 2) {
    for (let chunk = 0; chunk < chunks; chunk++) call_indirect<void>(task, argument, chunk, 0);
    return;
  }
  const shared = changetype<usize>(control);
  control.task = task;
  control.argument = argument;
  control.chunks = chunks;
  atomic.store<i32>(shared, chunks, offsetof<Control>('unfinished'));
  const number = (atomic.load<i64>(shared, offsetof<Control>('ticket')) >> 32) + 1;
  atomic.store<i64>(shared, (number << 32) | <i64>chunks, offsetof<Control>('ticket'));
  if (atomic.load<i32>(shared, offsetof<Control>('sleeping')) > 0) atomic.notify(shared + offsetof<Control>('ticket'), -1);
  takeChunks(shared, 0);
  awaitChunks(shared + offsetof<Control>('unfinished'));
}

/** Takes chunks and runs them, until there are none. */
function takeChunks(shared: usize, thread: i32): void {
  for (;;) {
    const ticket = atomic.load<i64>(shared, offsetof<Control>('ticket'));
    const left = <i32>ticket;
    if (left <= 0) return;
    if (atomic.cmpxchg<i64>(shared, ticket, ticket - 1, offsetof<Control>('ticket')) != ticket) continue;
    // What the task is cannot change any more: it is not finished before this chunk is.
    call_indirect<void>(control.task, control.argument, control.chunks - left, thread);
    atomic.sub<i32>(shared, 1, offsetof<Control>('unfinished'));
  }
}

function awaitChunks(unfinished: usize): void {
  for (let look = 0; ; look++) {
    const count = atomic.load<i32>(unfinished);
    if (count <= 0) break;
    if (look > patience && control.mayBlock) atomic.wait<i32>(unfinished, count, nap);
  }
  if (control.failed) unreachable();
}

/** The life of a worker: it returns when the workers are to end. */
export function work(address: usize, thread: i32): void {
  setControl(address);
  while (awaitChunksToTake(address) > 0) takeChunks(address, thread);
}

/** A worker has failed: the first thread is to stop waiting for it. */
export function fail(address: usize): void {
  atomic.store<i32>(address, 1, offsetof<Control>('failed'));
  atomic.store<i32>(address, 0, offsetof<Control>('unfinished'));
}

/** Whether a worker has failed. */
export function hasFailed(): bool {
  return control.failed != 0;
}

/** Waits until there are chunks that nobody has taken, and gives how many; less than 0 if the workers are to end. */
function awaitChunksToTake(address: usize): i32 {
  // The lower half of the ticket: numbers lie in memory with their lower bytes first.
  const left = address + offsetof<Control>('ticket');
  for (let look = 0; look < spins; look++) {
    const count = atomic.load<i32>(left);
    if (count != 0) return count;
  }
  atomic.add<i32>(address, 1, offsetof<Control>('sleeping'));
  while (atomic.load<i32>(left) == 0) atomic.wait<i32>(left, 0, -1);
  atomic.sub<i32>(address, 1, offsetof<Control>('sleeping'));
  return atomic.load<i32>(left);
}

/** Tells the workers to end. */
export function stopThreads(): void {
  const left = changetype<usize>(control) + offsetof<Control>('ticket');
  atomic.store<i32>(left, -1);
  atomic.notify(left, -1);
}
