/** What a page may ask of a new version that waits. */
export const asks = {
  /** To serve every page of the site from now on. */
  takeOver: 'take over',
  /** The same, if that page is the only one that is open. */
  takeOverIfAlone: 'take over if alone',
} as const;
export type Ask = (typeof asks)[keyof typeof asks];
