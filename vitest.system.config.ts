import { defineConfig } from 'vitest/config'

/** Suites that need more of the system than npm can install: root, Chromium. `.ci/run` runs them. */
export default defineConfig({
  test: {
    include: ['tests/system/**/*.test.ts'],
    globalSetup: ['tests/support/database-server.ts', 'tests/system/build.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
})
