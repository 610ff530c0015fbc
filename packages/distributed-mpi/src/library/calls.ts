import type { Exchangeable } from '@tidegate/training';
import { MpiError } from '../errors/mpi-error.js';
import type { Constant, Handle } from './families.js';
import type { LoadedLibrary } from './load-library.js';

/** A call of MPI that goes on by itself until `test` says that it is done. */
export interface Request {
  /** What MPI reads and writes meanwhile, and must not be freed. */
  readonly buffers: readonly Exchangeable[];
  readonly handle: BigInt64Array;
}

/** The functions of MPI that this package calls. Each throws an MpiError where MPI answers with an error. */
export interface MpiCalls {
  start(): void;
  finish(): void;
  rank(): number;
  size(): number;
  /** The same processes, with messages that do not mix with those of others. */
  duplicate(): Handle;
  broadcast(numbers: Exchangeable, root: number, among: Handle): Request;
  allReduce(numbers: Float32Array | Float64Array, among: Handle): Request;
  allGather(numbers: Exchangeable, all: Exchangeable, counts: Int32Array, places: Int32Array, among: Handle): Request;
  barrier(among: Handle): Request;
  send(numbers: Exchangeable, to: number, tag: number, among: Handle): Request;
  /** @param from a rank; by default any */
  receive(numbers: Exchangeable, from: number | undefined, tag: number, among: Handle): Request;
  /** Adds to `sums`, here and at once. */
  add(numbers: Float32Array | Float64Array, sums: Float32Array | Float64Array): void;
  test(request: Request): boolean;
  /** Ends a `receive` that nothing has come for. */
  cancel(request: Request): void;
  /** Lets another thread have the processor, if one waits for it. */
  yieldProcessor(): void;
}

/** Requests that are not done: MPI may write to their memory, though nobody waits for them any more. */
const underWay = new Set<Request>();

type Argument = 'pointer' | 'int' | 'handle';

export function bindCalls({ library, family, yieldProcessor }: LoadedLibrary): MpiCalls {
  const errorString = library.func('MPI_Error_string', 'int', ['int', 'void *', 'void *']);
  const bind = (name: string, ...parameters: readonly Argument[]): ((...given: readonly unknown[]) => void) => {
    const types = { pointer: 'void *', int: 'int', handle: family.handleType };
    const call = library.func(
      name,
      'int',
      parameters.map((parameter) => types[parameter]),
    ) as (...given: readonly unknown[]) => number;
    return (...given) => {
      const code = call(...given);
      if (code !== 0) throw new MpiError(`${name}: ${explain(code)}`);
    };
  };
  const explain = (code: number): string => {
    const text = Buffer.alloc(1024);
    const length = new Int32Array(1);
    errorString(code, text, length);
    return text.toString('latin1', 0, length[0]);
  };
  const constant = (name: Constant): Handle => family.constant(name, library);
  const [float, double, int, byte, sum] = (['float', 'double', 'int', 'byte', 'sum'] as const).map(constant) as Handle[];
  const typeOf = (numbers: Exchangeable): Handle => {
    if (numbers instanceof Float32Array) return float as Handle;
    if (numbers instanceof Float64Array) return double as Handle;
    return (numbers instanceof Int32Array ? int : byte) as Handle;
  };
  const world = constant('world');
  const { inPlace, statusIgnore, anySource } = family;

  const start = bind('MPI_Init_thread', 'pointer', 'pointer', 'int', 'pointer');
  const setErrorHandler = bind('MPI_Comm_set_errhandler', 'handle', 'handle');
  const finish = bind('MPI_Finalize');
  const rank = bind('MPI_Comm_rank', 'handle', 'pointer');
  const size = bind('MPI_Comm_size', 'handle', 'pointer');
  const duplicate = bind('MPI_Comm_dup', 'handle', 'pointer');
  const broadcast = bind('MPI_Ibcast', 'pointer', 'int', 'handle', 'int', 'handle', 'pointer');
  const allReduce = bind('MPI_Iallreduce', 'pointer', 'pointer', 'int', 'handle', 'handle', 'handle', 'pointer');
  const allGather = bind('MPI_Iallgatherv', 'pointer', 'int', 'handle', 'pointer', 'pointer', 'pointer', 'handle', 'handle', 'pointer');
  const barrier = bind('MPI_Ibarrier', 'handle', 'pointer');
  const send = bind('MPI_Isend', 'pointer', 'int', 'handle', 'int', 'int', 'handle', 'pointer');
  const receive = bind('MPI_Irecv', 'pointer', 'int', 'handle', 'int', 'int', 'handle', 'pointer');
  const add = bind('MPI_Reduce_local', 'pointer', 'pointer', 'int', 'handle', 'handle');
  const test = bind('MPI_Test', 'pointer', 'pointer', 'pointer');
  const cancel = bind('MPI_Cancel', 'pointer');
  const freeRequest = bind('MPI_Wait', 'pointer', 'pointer');

  const funneled = 1;
  const output = new Int32Array(1);
  const request = (buffers: readonly Exchangeable[], begin: (handle: BigInt64Array) => void): Request => {
    const handle = new BigInt64Array(1);
    // A small array stands where the garbage collector moves it, until something asks for its buffer.
    for (const { buffer } of [...buffers, handle, output]) void buffer;
    begin(handle);
    const begun = { buffers, handle };
    underWay.add(begun);
    return begun;
  };
  const numberFrom = (ask: (handle: Handle, output: Int32Array) => void): number => {
    ask(world, output);
    return output[0] as number;
  };

  return {
    start() {
      start(0n, 0n, funneled, output);
      setErrorHandler(world, constant('errorsReturn'));
    },
    finish: () => finish(),
    rank: () => numberFrom(rank),
    size: () => numberFrom(size),
    duplicate() {
      const copy = family.handleType === 'int' ? new Int32Array(1) : new BigInt64Array(1);
      duplicate(world, copy);
      setErrorHandler(copy[0], constant('errorsReturn'));
      return copy[0] as Handle;
    },
    broadcast: (numbers, root, among) =>
      request([numbers], (handle) => broadcast(numbers, numbers.length, typeOf(numbers), root, among, handle)),
    allReduce: (numbers, among) =>
      request([numbers], (handle) => allReduce(inPlace, numbers, numbers.length, typeOf(numbers), sum, among, handle)),
    allGather: (numbers, all, counts, places, among) =>
      request([numbers, all, counts, places], (handle) =>
        allGather(numbers, numbers.length, typeOf(numbers), all, counts, places, typeOf(numbers), among, handle),
      ),
    barrier: (among) => request([], (handle) => barrier(among, handle)),
    send: (numbers, to, tag, among) =>
      request([numbers], (handle) => send(numbers, numbers.length, typeOf(numbers), to, tag, among, handle)),
    receive: (numbers, from, tag, among) =>
      request([numbers], (handle) => receive(numbers, numbers.length, typeOf(numbers), from ?? anySource, tag, among, handle)),
    add: (numbers, sums) => add(numbers, sums, numbers.length, typeOf(numbers), sum),
    test(request) {
      test(request.handle, output, statusIgnore);
      const isDone = output[0] !== 0;
      if (isDone) underWay.delete(request);
      return isDone;
    },
    cancel(request) {
      cancel(request.handle);
      freeRequest(request.handle, statusIgnore);
      underWay.delete(request);
    },
    yieldProcessor,
  };
}
