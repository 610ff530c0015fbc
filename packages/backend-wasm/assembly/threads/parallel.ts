import { Control, control, setControl } from './control';
import { scratchBytes } from './scratch';

/** Looks at the epoch before a worker goes to sleep: about a millisecond, longer than the pause between two steps of a small network. */
const spins: i32 = 1000000;
/** Looks at the workers before the first thread sleeps, and how long it then does, in nanoseconds. */
const patience: i32 = 20000;
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

/** Runs `task(argument, chunk, thread)` for each chunk; which thread takes which chunk is not fixed, so no result may depend on it. */
export function parallel(task: u32, argument: usize, chunks: i32): void {
  if (chunks < 2 || control.threads < 2) {
    for (let chunk = 0; chunk < chunks; chunk++) call_indirect<void>(task, argument, chunk, 0);
    return;
  }
  control.task = task;
  control.argument = argument;
  control.chunks = chunks;
  const shared = changetype<usize>(control);
  atomic.store<i32>(shared, 0, offsetof<Control>('next'));
  atomic.store<i32>(shared, control.threads - 1, offsetof<Control>('running'));
  atomic.add<i32>(shared, 1, offsetof<Control>('epoch'));
  if (atomic.load<i32>(shared, offsetof<Control>('sleeping')) > 0) atomic.notify(shared + offsetof<Control>('epoch'), -1);
  takeChunks(0);
  awaitWorkers();
}

function awaitWorkers(): void {
  const running = changetype<usize>(control) + offsetof<Control>('running');
  for (let look = 0; ; look++) {
    const count = atomic.load<i32>(running);
    if (count <= 0) break;
    if (look > patience && control.mayBlock) atomic.wait<i32>(running, count, nap);
  }
  if (control.failed) unreachable();
}

function takeChunks(thread: i32): void {
  const shared = changetype<usize>(control);
  const task = control.task;
  const argument = control.argument;
  const chunks = control.chunks;
  for (;;) {
    const chunk = atomic.add<i32>(shared, 1, offsetof<Control>('next'));
    if (chunk >= chunks) return;
    call_indirect<void>(task, argument, chunk, thread);
  }
}

/** The life of a worker: it returns when the workers are to end. */
export function work(address: usize, thread: i32): void {
  setControl(address);
  let seen = 0;
  for (;;) {
    seen = awaitEpoch(address, seen);
    if (atomic.load<i32>(address, offsetof<Control>('stop'))) return;
    takeChunks(thread);
    atomic.sub<i32>(address, 1, offsetof<Control>('running'));
  }
}

/** A worker has failed: the first thread is to stop waiting for it. */
export function fail(address: usize): void {
  atomic.store<i32>(address, 1, offsetof<Control>('failed'));
  atomic.store<i32>(address, 0, offsetof<Control>('running'));
}

/** Waits until the epoch is another than the one seen last. */
function awaitEpoch(address: usize, seen: i32): i32 {
  for (let look = 0; look < spins; look++) {
    const epoch = atomic.load<i32>(address, offsetof<Control>('epoch'));
    if (epoch != seen) return epoch;
  }
  atomic.add<i32>(address, 1, offsetof<Control>('sleeping'));
  while (atomic.load<i32>(address, offsetof<Control>('epoch')) == seen) atomic.wait<i32>(address + offsetof<Control>('epoch'), seen, -1);
  atomic.sub<i32>(address, 1, offsetof<Control>('sleeping'));
  return atomic.load<i32>(address, offsetof<Control>('epoch'));
}

/** Tells the workers to end. */
export function stopThreads(): void {
  const shared = changetype<usize>(control);
  atomic.store<i32>(shared, 1, offsetof<Control>('stop'));
  atomic.add<i32>(shared, 1, offsetof<Control>('epoch'));
  atomic.notify(shared + offsetof<Control>('epoch'), -1);
}
