import { SoftmaxCrossEntropy } from '@tidegate/ops';
import type { Program } from '../program/program.js';
import { sumWidth, workgroupSum } from '../vectors/workgroup-sum.js';
import { log1p } from './log1p.js';
import { lossTotals, scaleUniforms } from './loss-scale.js';

/** What is kept of each row for the gradient: its largest logit, the sum of the others' exponentials, what all targets sum to beyond the class's. */
export const numbersOfRow = 3;

const inputs = { logits: 'f32', classIds: 'i32', weights: 'f32', classWeights: 'f32' } as const;
const uniforms = {
  rows: 'u32',
  classes: 'u32',
  weighted: 'u32',
  classWeighted: 'u32',
  /** Of each target, what the class itself keeps. */
  kept: 'f32',
  /** And what every class gets. */
  spread: 'f32',
} as const;

const shared = /* wgsl */ `
fn weightOf(row: u32) -> f32 {
  if (uniforms.weighted == 0u) {
    return 1.0;
  }
  return weights[row];
}

fn classWeightOf(column: u32) -> f32 {
  if (uniforms.classWeighted == 0u) {
    return 1.0;
  }
  return classWeights[column];
}

/// Whether a row's id is a class; ids that were computed here may be none.
fn hasClass(row: u32) -> bool {
  return classIds[row] >= 0 && u32(classIds[row]) < uniforms.classes;
}
`;

/**
 * Losses and weights of all rows, summed by workgroups. As many invocations as `team` says, a power of two, share a row: all of a workgroup
 * where there are many classes, one where there are few.
 *
 * What is left of the softmax's sum without the largest logit is kept apart from its 1: the loss of a certain answer is small, and has no
 * digits left in a sum with 1.
 */
export const softmaxSums: Program = {
  name: SoftmaxCrossEntropy,
  key: `${SoftmaxCrossEntropy} sums`,
  bindings: { ...inputs, rowNumbers: 'writes f32', partials: 'writes f32' },
  uniforms: { ...uniforms, team: 'u32' },
  code: () => /* wgsl */ `
${workgroupSum}
${log1p}
${shared}
const nothing = vec2f(-3.4e38, -1.0);

/// Of two sets of logits the largest, and the sum of all others' exponentials, relative to that of the largest.
fn merged(a: vec2f, b: vec2f) -> vec2f {
  let factor = exp(-abs(a.x - b.x));
  if (a.x >= b.x) {
    return vec2f(a.x, a.y + (1.0 + b.y) * factor);
  }
  return vec2f(b.x, b.y + (1.0 + a.y) * factor);
}

@compute @workgroup_size(${sumWidth})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let team = uniforms.team;
  let member = lane & (team - 1u);
  let rowsAtOnce = ${sumWidth}u / team;
  var sums = vec2f();
  for (var first = group.x * rowsAtOnce; first < uniforms.rows; first += groups.x * rowsAtOnce) {
    let row = first + lane / team;
    let start = row * uniforms.classes;
    var weight = 0.0;
    if (row < uniforms.rows) {
      weight = weightOf(row);
    }
    let counts = weight != 0.0;

    var seen = nothing;
    if (counts) {
      var bits = 0u;
      for (var i = member; i < uniforms.classes; i += team) {
        let logit = logits[start + i];
        seen = merged(seen, vec2f(logit, 0.0));
        bits = max(bits, bitcast<u32>(logit) & 0x7fffffffu);
      }
      // One that is not a number: comparisons and exponentials may lose it, sums do not.
      if (bits > 0x7f800000u) {
        sums.x += bitcast<f32>(bits);
      }
    }
    summands[lane] = seen;
    for (var span = team >> 1u; span > 0u; span >>= 1u) {
      workgroupBarrier();
      if (member < span) {
        summands[lane] = merged(summands[lane], summands[lane + span]);
      }
    }
    workgroupBarrier();
    seen = summands[lane - member];
    workgroupBarrier();

    var all = vec2f(0.0, 0.0);
    if (uniforms.spread > 0.0) {
      if (counts) {
        for (var i = member; i < uniforms.classes; i += team) {
          let share = uniforms.spread * classWeightOf(i);
          all += vec2f(share, share * (logits[start + i] - seen.x));
        }
      }
      summands[lane] = all;
      for (var span = team >> 1u; span > 0u; span >>= 1u) {
        workgroupBarrier();
        if (member < span) {
          summands[lane] += summands[lane + span];
        }
      }
      workgroupBarrier();
      all = summands[lane - member];
      workgroupBarrier();
    }

    if (counts && member == 0u) {
      var counted = select(1.0, 0.0, uniforms.classWeighted != 0u);
      var chosen = 0.0;
      var logit = 0.0;
      if (hasClass(row)) {
        let id = u32(classIds[row]);
        counted = classWeightOf(id);
        chosen = uniforms.kept * counted;
        logit = logits[start + id] - seen.x;
      }
      let loss = (chosen + all.x) * log1p(seen.y) - chosen * logit - all.y;
      sums += weight * vec2f(loss, counted);
      rowNumbers[${numbersOfRow}u * row] = seen.x;
      rowNumbers[${numbersOfRow}u * row + 1u] = seen.y;
      rowNumbers[${numbersOfRow}u * row + 2u] = all.x;
    }
  }
  sums = workgroupSum(sums, lane);
  if (lane == 0u) {
    partials[2u * group.x] = sums.x;
    partials[2u * group.x + 1u] = sums.y;
  }
}
`,
};

/** The loss, and the gradient of every logit. */
export const softmaxGradients: Program = {
  name: SoftmaxCrossEntropy,
  key: `${SoftmaxCrossEntropy} gradients`,
  bindings: { ...inputs, rowNumbers: 'f32', partials: 'f32', loss: 'writes f32', gradient: 'writes f32' },
  uniforms: { ...uniforms, ...scaleUniforms },
  code: () => /* wgsl */ `
${lossTotals}
${shared}
fn slopeOf(row: u32, column: u32, logit: f32) -> f32 {
  let largest = rowNumbers[${numbersOfRow}u * row];
  let rest = rowNumbers[${numbersOfRow}u * row + 1u];
  let spreadOfAll = rowNumbers[${numbersOfRow}u * row + 2u];
  let power = exp(logit - largest);
  let sum = 1.0 + rest;
  var slope = spreadOfAll * power / sum;
  if (uniforms.spread > 0.0) {
    slope -= uniforms.spread * classWeightOf(column);
  }
  if (hasClass(row)) {
    let id = u32(classIds[row]);
    let chosen = uniforms.kept * classWeightOf(id);
    // Of a certain answer, whose power is 1, the difference keeps its digits only if the 1 is left out of it.
    let missing = select(power - sum, -rest, logit == largest);
    slope += chosen * select(power, missing, id == column) / sum;
  }
  return slope;
}

@compute @workgroup_size(${sumWidth})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let totals = lossTotals(lane);
  if (group.x == 0u && lane == 0u) {
    loss[0] = totals.loss;
  }
  let size = uniforms.rows * uniforms.classes;
  for (var index = group.x * ${sumWidth}u + lane; index < size; index += groups.x * ${sumWidth}u) {
    let row = index / uniforms.classes;
    let factor = totals.scale * weightOf(row);
    var slope = 0.0;
    if (factor != 0.0) {
      slope = factor * slopeOf(row, index - row * uniforms.classes, logits[index]);
    }
    gradient[index] = slope;
  }
}
`,
};
