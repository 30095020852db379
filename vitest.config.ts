import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/left-out.ts'],
    coverage: {
      provider: 'v8',
      include: ['bot/core/**/*.ts', 'bot/actions/**/*.ts', 'kb/**/*.ts'],
      thresholds: { lines: 95 },
    },
  },
})
