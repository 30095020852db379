import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/left-out.ts'],
    setupFiles: ['test/support/seed.ts', 'test/support/remembered-scrypt.ts'],
    // Most of the long tests wait for processes of ours: three at a time also on two cores.
    maxWorkers: 3,
    // How long something takes is no matter of a test: this only ends what hangs.
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['bot/core/**/*.ts', 'bot/actions/**/*.ts', 'kb/**/*.ts'],
      thresholds: {
        'bot/core/**/*.ts': { lines: 95 },
        'bot/actions/**/*.ts': { lines: 95 },
        'kb/**/*.ts': { lines: 95 },
      },
    },
  },
})
