import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { tuneCompiler } from './src/cli/tune-compiler.ts'

// A quarter of the processor time. The flags hold for all threads of the process.
tuneCompiler()

export default defineConfig({
  test: {
    include: ['{src,reporters,fixtures,bench}/**/*.test.ts'],
    pool: 'threads',
    // Vitest leaves one core idle. Of two cores that is half of them, and many tests only wait for a command.
    maxWorkers: availableParallelism(),
    // No test changes what another one shares; loading the contract once a thread takes a third of the time.
    isolate: false,
    testTimeout: 30_000,
  },
})
