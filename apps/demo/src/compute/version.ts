/** The version of Tidegate that the site is built from, for the models that it writes. */
export const version: string = import.meta.env.TIDEGATE_VERSION;
