import { parallel } from '../threads/parallel';

/** Elements below which one thread does all: waking another would take longer. */
const leastShared: f64 = 50000;
/** Elements of one chunk of work, give or take a row. */
const chunkElements: i32 = 16384;

@unmanaged
class Lookup {
  to: usize;
  table: usize;
  ids: usize;
  tokens: i32;
  columns: i32;
  chunkTokens: i32;
}

const lookup = changetype<Lookup>(memory.data(offsetof<Lookup>(), 16));

/** The place of the first id that is not from 0 to `rows - 1`, or -1 if all are. */
export function firstIdOutside(ids: usize, tokens: i32, rows: i32): i32 {
  for (let token = 0; token < tokens; token++) {
    if (<u32>load<i32>(ids + ((<usize>token) << 2)) >= <u32>rows) return token;
  }
  return -1;
}

/** `to [tokens, columns]` becomes the rows of `table [rows, columns]` that `ids [tokens]` name, which must be there. */
export function lookUpRows(to: usize, table: usize, ids: usize, tokens: i32, columns: i32): void {
  lookup.to = to;
  lookup.table = table;
  lookup.ids = ids;
  lookup.tokens = tokens;
  lookup.columns = columns;
  if (<f64>tokens * <f64>columns < leastShared) {
    lookup.chunkTokens = tokens;
    lookUpChunk(changetype<usize>(lookup), 0, 0);
  } else {
    lookup.chunkTokens = max(1, chunkElements / columns);
    parallel(lookUpChunk.index, changetype<usize>(lookup), (tokens + lookup.chunkTokens - 1) / lookup.chunkTokens);
  }
}

function lookUpChunk(task: usize, chunk: i32, thread: i32): void {
  const l = changetype<Lookup>(task);
  const from = chunk * l.chunkTokens;
  const end = min(l.tokens, from + l.chunkTokens);
  const bytes = (<usize>l.columns) << 2;
  for (let token = from; token < end; token++) {
    const row = load<u32>(l.ids + ((<usize>token) << 2));
    memory.copy(l.to + <usize>token * bytes, l.table + <usize>row * bytes, bytes);
  }
}
