/** The result for each combination of arguments, made once. */
export function remember<Arguments extends readonly (string | number | boolean)[], Result>(
  make: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const made = new Map<string, Result>();
  return (...given) => {
    const key = given.join(' ');
    let result = made.get(key);
    if (result === undefined) {
      result = make(...given);
      made.set(key, result);
    }
    return result;
  };
}
