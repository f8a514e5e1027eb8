import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/system/**'],
    globalSetup: ['tests/support/database-server.ts'],
    testTimeout: 60_000,
    // What is asked again until it is right is waited for: on a busy machine all takes longer.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
})
