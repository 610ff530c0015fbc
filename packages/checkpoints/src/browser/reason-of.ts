/** What to do about errors of browsers, by their names. */
const remedies: Readonly<Record<string, string>> = {
  QuotaExceededError: 'the browser gives this page no more room; keep fewer checkpoints, or ask for room with navigator.storage.persist()',
  VersionError: 'a later version of Tidegate has written here; update it, or choose another name',
};

/** What the browser said, and what to do about it where that is known. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  return remedies[name] ?? (name === 'Error' ? message : `${name}: ${message}`);
}
