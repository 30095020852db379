import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    coverage: {
      provider: 'v8',
      include: ['bot/core/**', 'bot/actions/**', 'kb/**'],
      thresholds: { lines: 95 },
    },
  },
})
