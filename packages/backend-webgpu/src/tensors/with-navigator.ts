/** Calls with a `navigator.gpu`, which the stock backend looks for when it is made; in Node there is none before and none after. */
export function withNavigator<Result>(make: () => Result): Result {
  const host = globalThis as { navigator?: { gpu?: unknown } };
  if (host.navigator?.gpu) return make();
  const before = Object.getOwnPropertyDescriptor(host, 'navigator');
  Object.defineProperty(host, 'navigator', { value: { gpu: {} }, configurable: true });
  try {
    return make();
  } finally {
    if (before) Object.defineProperty(host, 'navigator', before);
    else delete host.navigator;
  }
}
