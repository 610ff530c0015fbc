/** A JSON value from a file as it stands there, for a message; of one that is nested too deeply for that, what it is. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'missing';
  } catch {
    return Array.isArray(value) ? 'a list of lists without end' : 'an object of objects without end';
  }
}
