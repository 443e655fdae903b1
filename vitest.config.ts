import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,reporters,fixtures,bench}/**/*.test.ts'],
    pool: 'threads',
    // No test changes what another one shares; loading the contract once a thread takes a third of the time.
    isolate: false,
    testTimeout: 30_000,
  },
})
