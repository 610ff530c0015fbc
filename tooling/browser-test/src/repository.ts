import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url));
/** The sources of the page. */
export const pageFolder = fileURLToPath(new URL('../page', import.meta.url));
