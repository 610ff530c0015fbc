import { defaultServerConditions } from 'vite';
import { defineProject } from 'vitest/config';

/** Tests run on the sources of all packages, so that an edit needs no build. */
const conditions = ['@tidegate/source', ...defaultServerConditions];

export default defineProject({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000 },
});
