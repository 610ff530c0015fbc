import { changesets } from './changesets.mjs';
import { manifests } from './manifests.mjs';
import { packages } from './packages.mjs';
import { size } from './size.mjs';
import { imports, lint, types, unused } from './tools.mjs';

/** Every check by its name, the quick ones first. @type {Record<string, () => any>} */
export const checks = { manifests, changesets, lint, imports, types, unused, size, packages };
