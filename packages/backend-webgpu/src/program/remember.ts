/** The result for each combination of arguments, which are plain data, made once. */
export function remember<Arguments extends readonly unknown[], Result>(
  make: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const made = new Map<string, Result>();
  return (...given) => {
    const key = JSON.stringify(given);
    let result = made.get(key);
    if (result === undefined) {
      result = make(...given);
      made.set(key, result);
    }
    return result;
  };
}
