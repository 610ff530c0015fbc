import { type Groups, lineOf } from './groups.js';

const width = 64;

/** WGSL: a `main` that runs `body` for each `place` below `uniforms.size`, every one in an invocation of its own. */
export function eachElement(body: string): string {
  return `
@compute @workgroup_size(${width})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let place = groupIndex(group, groups) * ${width}u + local;
  if (place >= uniforms.size) { return; }
  ${body.trim()}
}
`;
}

/** The workgroups of such a program. */
export function groupsOfElements(size: number): Groups {
  return lineOf(Math.ceil(size / width));
}
