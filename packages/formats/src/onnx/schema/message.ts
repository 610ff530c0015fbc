/** A field of a message: the number that stands for it in the file, and whether it may stand there more than once. */
export interface Field {
  readonly name: string;
  readonly number: number;
  readonly repeated: boolean;
}

/** The fields of a message by name and, for reading, by number. */
export interface Message<Name extends string> {
  readonly fields: Readonly<Record<Name, Field>>;
  readonly byNumber: ReadonlyMap<number, Field & { readonly name: Name }>;
}

/** Says which fields a message has, each with its number. */
export function message<One extends string, Many extends string = never>(
  single: Readonly<Record<One, number>>,
  repeated: Readonly<Record<Many, number>> = {} as Record<Many, number>,
): Message<One | Many> {
  const all = [
    ...Object.entries<number>(single).map(([name, number]) => ({ name: name as One | Many, number, repeated: false })),
    ...Object.entries<number>(repeated).map(([name, number]) => ({ name: name as One | Many, number, repeated: true })),
  ];
  const fields = {} as Record<One | Many, Field>;
  for (const field of all) fields[field.name] = field;
  return { fields, byNumber: new Map(all.map((field) => [field.number, field])) };
}
