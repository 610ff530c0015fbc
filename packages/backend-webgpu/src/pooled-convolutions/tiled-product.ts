/** Rows and columns of the part of a matrix product that one workgroup computes. */
export const tileSize = 64;
/** Terms of the sums that are in workgroup memory at a time. */
export const tileDepth = 16;

/**
 * How the 256 invocations of a workgroup read a tile of a factor: each reads four rows (of the right factor: columns) of one term; those
 * beside each other read terms beside each other, or rows.
 */
export type Across = 'terms' | 'rows';

const reading: Readonly<Record<Across, { readonly term: string; readonly four: string }>> = {
  terms: { term: '(local % 16u)', four: '(local / 16u)' },
  rows: { term: '(local / 16u)', four: '(local % 16u)' },
};

/** What a tiled product keeps in workgroup memory; a row longer than it need be, so that writers do not meet in one bank. */
export const tileMemory = `
var<workgroup> leftTile: array<vec4f, ${tileDepth * 17}>;
var<workgroup> rightTile: array<vec4f, ${tileDepth * 17}>;
`;

/** Sums of an invocation, before `addTile`: of four rows, each for four columns; variables of their own, so that they are in registers. */
export const beginTile = `
  let fourRows = local / 16u;
  let fourColumns = local % 16u;
  var sums0 = vec4f();
  var sums1 = vec4f();
  var sums2 = vec4f();
  var sums3 = vec4f();
`;

/**
 * Adds the products of `${tileDepth}` terms. All invocations of a workgroup must come here together.
 *
 * @param left an expression of type vec4f: four rows, from `four`, of the left factor at `term`
 * @param right the same of four columns of the right factor
 */
export function addTile({ left, right }: { left: readonly [Across, string]; right: readonly [Across, string] }): string {
  const load = (tile: string, [across, expression]: readonly [Across, string]): string => `{
    let term = ${reading[across].term};
    let four = ${reading[across].four};
    ${tile}[term * 17u + four] = ${expression};
  }`;
  return `
  workgroupBarrier();
  ${load('leftTile', left)}
  ${load('rightTile', right)}
  workgroupBarrier();
  for (var term = 0u; term < ${tileDepth}u; term++) {
    let rows = leftTile[term * 17u + fourRows];
    let columns = rightTile[term * 17u + fourColumns];
    sums0 += rows.x * columns;
    sums1 += rows.y * columns;
    sums2 += rows.z * columns;
    sums3 += rows.w * columns;
  }
  `;
}

/** Ends a tile: calls a function `(row, column, value)` for each of its places, with any arguments after these. */
export function endTile(store: string, ...rest: string[]): string {
  const places = [0, 1, 2, 3].flatMap((y) => ['x', 'y', 'z', 'w'].map((name, x) => ({ y, x, name })));
  const calls = places.map(({ y, x, name }) => {
    const place = [`4u * fourRows + ${y}u`, `4u * fourColumns + ${x}u`, `sums${y}.${name}`];
    return `${store}(${[...place, ...rest].join(', ')});`;
  });
  return calls.join('\n  ');
}
