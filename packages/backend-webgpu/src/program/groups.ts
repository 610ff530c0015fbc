/** Workgroups in each dimension. */
export type Groups = readonly [x: number, y?: number, z?: number];

/** So many workgroups in two dimensions, since one holds 65,535; there may be some more, which `groupIndex` numbers beyond the count. */
export function lineOf(count: number): Groups {
  if (count <= 65_535) return [count];
  const x = Math.ceil(Math.sqrt(count));
  return [x, Math.ceil(count / x)];
}
