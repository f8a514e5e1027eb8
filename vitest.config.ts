import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/system/**'],
    globalSetup: ['tests/support/database-server.ts'],
    // Vitest leaves one core alone; much of what the suites do is waiting, so two run at once everywhere.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    // What is asked again until it is right is waited for: on a busy machine all takes longer.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
})
