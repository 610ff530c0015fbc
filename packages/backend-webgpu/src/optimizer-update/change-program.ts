import type { BindingType, Program, UniformType } from '../program/program.js';
import { eachPlace, placeBindings, places, placeUniforms } from '../vectors/places.js';

/** How elements change, as WGSL. */
export interface ChangeRule {
  /** The op, as messages name it. */
  readonly name: string;
  /** Tensors of each parameter that change together, at most three: the parameter and its moments, for example. */
  readonly roles: number;
  readonly uniforms: Readonly<Record<string, UniformType>>;
  /** Whether a row counts as touched by what is given, the gradient, or by what changes. */
  readonly touchedBy: 'given' | 'changing';
  /** The body of `fn change(old: vec3f, given: f32, coefficient: f32) -> vec3f`, from one value of each role to the next. */
  readonly change: string;
}

/**
 * How the tensors lie: those of up to seven parameters in one buffer, or those of one parameter, too large for that, each in a buffer of its
 * own.
 */
export type ChangeLayout = 'together' | 'apart';
/** Whether all elements change, 256 in each workgroup, or those of touched rows, a workgroup to a row. */
export type ChangedElements = 'all' | 'touchedRows';

export const elementsPerGroup = 256;
const rowWidth = 64;
const axes = ['x', 'y', 'z'] as const;

/** The program of a rule. */
export function changeProgram(rule: ChangeRule, layout: ChangeLayout, elements: ChangedElements): Program {
  const { name, roles, uniforms, change } = rule;
  const together = layout === 'together';
  const numbers = Array.from({ length: roles }, (_, role) => role);
  const stored = (role: number): string => (together ? `values[place.starts.${axes[role]} + index]` : `values${role}[index]`);
  const written = together ? ['values'] : numbers.map((role) => `values${role}`);
  const given = together ? placeBindings : { given0: 'f32' as const };
  return {
    name,
    key: [name, roles, layout, elements].join(' '),
    bindings: { ...given, ...Object.fromEntries(written.map((binding): [string, BindingType] => [binding, 'writes f32'])) },
    uniforms: { ...placeUniforms, ...uniforms },
    code: () => /* wgsl */ `
${together ? places : places.replace(/^ {4}case .*\n/gm, '')}
fn change(old: vec3f, given: f32, coefficient: f32) -> vec3f {
${change}
}

fn changeAt(place: Place, index: u32) {
  var old = vec3f();
${numbers.map((role) => `  old.${axes[role]} = ${stored(role)};`).join('\n')}
  let now = change(old, givenAt(place.vector, index), place.coefficient);
${numbers.map((role) => `  ${stored(role)} = now.${axes[role]};`).join('\n')}
}
${elements === 'all' ? allElements : touchedRows(rule.touchedBy === 'given' ? 'givenAt(place.vector, index)' : stored(0))}
`,
  };
}

const allElements = eachPlace(
  elementsPerGroup,
  /* wgsl */ `
  let index = (number - place.firstGroup) * ${elementsPerGroup}u + lane;
  if (index < place.size) {
    changeAt(place, index);
  }
`,
);

/** An element that is not a number is not zero either, which only its bits tell for sure. */
const touchedRows = (element: string): string => /* wgsl */ `
var<workgroup> touched: atomic<u32>;

${eachPlace(
  rowWidth,
  /* wgsl */ `
  let start = (number - place.firstGroup) * place.columns;
  let end = start + place.columns;
  var bits = 0u;
  for (var index = start + lane; index < end; index += ${rowWidth}u) {
    bits |= bitcast<u32>(${element}) & 0x7fffffffu;
  }
  atomicOr(&touched, bits);
  workgroupBarrier();
  if (atomicLoad(&touched) == 0u) {
    return;
  }
  for (var index = start + lane; index < end; index += ${rowWidth}u) {
    changeAt(place, index);
  }
`,
)}
`;
