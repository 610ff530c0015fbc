export const pages = ['home', 'addition', 'gates', 'classify', 'write', 'speed'] as const;
export type PageName = (typeof pages)[number];

/**
 * The address of a page as seen from another: all of it relative, since the site may stand in any folder of a host.
 */
export function addressOf(page: PageName, from: PageName): string {
  const root = from === 'home' ? './' : '../';
  return page === 'home' ? root : `${root}${page}/`;
}
