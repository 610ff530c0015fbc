/** What the visitor has chosen for all pages. */
type Remembered = 'language' | 'theme' | 'backend';

/** Keeps a choice for the next page and the next visit; where storage is forbidden, for this page only. */
export function remember(name: Remembered, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`tidegate.${name}`);
    else localStorage.setItem(`tidegate.${name}`, value);
  } catch {
    // A private window may refuse; the choice holds as long as the page.
  }
}

export function remembered(name: Remembered): string | undefined {
  try {
    return localStorage.getItem(`tidegate.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}
