/** `rank 1`, or `ranks 0, 2 and 3`. */
export function nameRanks(ranks: readonly number[]): string {
  const last = ranks.at(-1);
  return ranks.length === 1 ? `rank ${last}` : `ranks ${ranks.slice(0, -1).join(', ')} and ${last}`;
}
