import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,reporters,fixtures,bench}/**/*.test.ts'],
    pool: 'threads',
    testTimeout: 30_000,
  },
})
