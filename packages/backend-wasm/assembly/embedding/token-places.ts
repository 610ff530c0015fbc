/**
 * Where the tokens of each row of a table stand: the rows that ids name, ascending, and for each of them the places of its tokens, in their
 * order.
 */
@unmanaged
export class TokenPlaces {
  /** Rows that some id names. */
  count: i32;
  /** Their numbers, `[count]`. */
  rows: usize;
  /** Where the places of each begin, `[count + 1]`. */
  starts: usize;
  /** `[tokens]` */
  places: usize;
}

export const tokenPlaces = changetype<TokenPlaces>(memory.data(offsetof<TokenPlaces>(), 16));

/** Tokens of each row of the table; zeros between two calls. */
let counts: usize = 0;
let countsCapacity: i32 = 0;
let lists: usize = 0;
let listsCapacity: i32 = 0;

/**
 * Fills `tokenPlaces`.
 *
 * @returns the rows that some of the ids name, which must be from 0 to `rows - 1`
 */
export function placeTokens(ids: usize, tokens: i32, rows: i32): i32 {
  reserve(tokens, rows);
  for (let token = 0; token < tokens; token++) {
    const count = entry(counts, load<i32>(entry(ids, token)));
    store<i32>(count, load<i32>(count) + 1);
  }
  const count = startRows(rows, min(tokens, rows));
  // The counts have become the next places of the rows.
  for (let token = 0; token < tokens; token++) {
    const next = entry(counts, load<i32>(entry(ids, token)));
    const place = load<i32>(next);
    store<i32>(entry(tokenPlaces.places, place), token);
    store<i32>(next, place + 1);
  }
  for (let index = 0; index < count; index++) store<i32>(entry(counts, load<i32>(entry(tokenPlaces.rows, index))), 0);
  return count;
}

/** Lists the rows with tokens, and turns their counts into the place where each begins. */
function startRows(rows: i32, most: i32): i32 {
  tokenPlaces.rows = lists;
  tokenPlaces.starts = entry(lists, most);
  tokenPlaces.places = entry(tokenPlaces.starts, most + 1);
  let count = 0;
  let start = 0;
  for (let row = 0; row < rows; row += 4) {
    if (!v128.any_true(v128.load(entry(counts, row)))) continue;
    for (let each = row; each < row + 4; each++) {
      const tokens = load<i32>(entry(counts, each));
      if (tokens == 0) continue;
      store<i32>(entry(tokenPlaces.rows, count), each);
      store<i32>(entry(tokenPlaces.starts, count), start);
      store<i32>(entry(counts, each), start);
      start += tokens;
      count++;
    }
  }
  store<i32>(entry(tokenPlaces.starts, count), start);
  tokenPlaces.count = count;
  return count;
}

function reserve(tokens: i32, rows: i32): void {
  if (rows > countsCapacity) {
    if (counts) heap.free(counts);
    // Should the allocation fail, nothing is remembered that is free.
    counts = 0;
    countsCapacity = 0;
    // Whole vectors, for the search in fours.
    const capacity = (rows + 3) & ~3;
    counts = heap.alloc((<usize>capacity) << 2);
    memory.fill(counts, 0, (<usize>capacity) << 2);
    countsCapacity = capacity;
  }
  const entries = tokens + 2 * min(tokens, rows) + 1;
  if (entries > listsCapacity) {
    if (lists) heap.free(lists);
    lists = 0;
    listsCapacity = 0;
    lists = heap.alloc((<usize>entries) << 2);
    listsCapacity = entries;
  }
}

export function entry(list: usize, index: i32): usize {
  return list + ((<usize>index) << 2);
}
