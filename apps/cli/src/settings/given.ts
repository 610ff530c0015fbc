/** Those of the values with these names that are there. */
export function given<Values extends object, Name extends keyof Values>(
  values: Values,
  names: readonly Name[],
): { readonly [Key in Name]?: Exclude<Values[Key], undefined> } {
  const entries = names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]));
  return Object.fromEntries(entries);
}
