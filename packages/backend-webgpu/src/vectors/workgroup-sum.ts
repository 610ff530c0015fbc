/** How many invocations a workgroup has that sums. */
export const sumWidth = 256;

/**
 * WGSL: `workgroupSum(value, lane)` gives every invocation of a workgroup of 256 the sum of what all pass, pair by pair in a fixed order.
 * All of them must call it.
 */
export const workgroupSum = /* wgsl */ `
var<workgroup> summands: array<vec2f, ${sumWidth}>;

fn workgroupSum(value: vec2f, lane: u32) -> vec2f {
  summands[lane] = value;
  for (var span = ${sumWidth / 2}u; span > 0u; span >>= 1u) {
    workgroupBarrier();
    if (lane < span) {
      summands[lane] += summands[lane + span];
    }
  }
  workgroupBarrier();
  let total = summands[0];
  workgroupBarrier();
  return total;
}
`;
