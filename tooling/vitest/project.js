import { defaultServerConditions } from 'vite';
import { configDefaults, defineProject } from 'vitest/config';

/** Tests run on the sources of all packages, so that an edit needs no build. */
const conditions = ['@tidegate/source', ...defaultServerConditions];

/** Tests of minutes, `*.long.test.ts`, run where `npm run test:long` asks for them. */
const tooLong = process.env.TIDEGATE_LONG === '1' ? [] : ['**/*.long.test.ts'];

export default defineProject({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: { include: ['src/**/*.test.ts'], exclude: [...configDefaults.exclude, ...tooLong], testTimeout: 30_000 },
});
