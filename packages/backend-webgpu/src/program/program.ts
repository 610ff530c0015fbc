/** How a program sees a buffer: the type of its elements, and whether it writes them. */
export type BindingType = 'f32' | 'i32' | 'u32' | 'writes f32' | 'writes i32' | 'writes u32';
export type UniformType = 'u32' | 'i32' | 'f32';

/**
 * A compute program in WGSL. What it declares is put before its code: each binding as a storage array of its name, the uniforms as the
 * fields of `uniforms`, and these functions:
 * ```text
 * groupIndex(group, groups)   the number of a workgroup, however the groups are laid out in two dimensions
 * ```
 */
export interface Program {
  /** The op, as messages name it. */
  readonly name: string;
  /** Tells this program from all others: it is compiled once for each key. */
  readonly key: string;
  /** At most 8, what every WebGPU device has. */
  readonly bindings: Readonly<Record<string, BindingType>>;
  readonly uniforms: Readonly<Record<string, UniformType>>;
  /** With an entry point `main`. */
  code(): string;
}

/** The whole text of a program. */
export function shaderOf({ bindings, uniforms, code }: Program): string {
  const fields = Object.entries(uniforms).map(([name, type]) => `  ${name}: ${type},`);
  const arrays = Object.entries(bindings).map(([name, type], index) => {
    const writes = type.startsWith('writes ');
    const element = type.replace('writes ', '');
    return `@group(0) @binding(${index}) var<storage, ${writes ? 'read_write' : 'read'}> ${name}: array<${element}>;`;
  });
  return [
    `struct Uniforms {\n${fields.join('\n')}\n}`,
    ...arrays,
    `@group(0) @binding(${arrays.length}) var<uniform> uniforms: Uniforms;`,
    'fn groupIndex(group: vec3u, groups: vec3u) -> u32 { return group.y * groups.x + group.x; }',
    code(),
  ].join('\n');
}

/** The uniforms as the struct lays them out: scalars of four bytes, one after the other. */
export function uniformBytes({ uniforms }: Program, values: Readonly<Record<string, number>>): ArrayBuffer {
  const entries = Object.entries(uniforms);
  const view = new DataView(new ArrayBuffer(Math.ceil(entries.length / 4) * 16));
  entries.forEach(([name, type], index) => {
    const value = values[name] as number;
    if (type === 'f32') view.setFloat32(4 * index, value, true);
    else if (type === 'i32') view.setInt32(4 * index, value, true);
    else view.setUint32(4 * index, value, true);
  });
  return view.buffer;
}
