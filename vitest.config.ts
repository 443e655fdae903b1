import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { defineConfig } from 'vitest/config'

// As in src/cli/tune-compiler.ts: a quarter of the processor time. The flags hold for all threads of the process.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300')
setFlagsFromString('--interrupt-budget=200000')

export default defineConfig({
  test: {
    include: ['{src,reporters,fixtures,bench}/**/*.test.ts'],
    pool: 'threads',
    // Vitest leaves one core idle by default. Many tests only wait for a command or a timer, so one thread more than cores is faster.
    maxWorkers: availableParallelism() + 1,
    // No test changes what another one shares; loading the contract once a thread takes a third of the time.
    isolate: false,
    // A whole run, or a command that starts several times, takes up to 30 s alone, and many times that on a busy machine.
    testTimeout: 180_000,
    // A browser or a process on a busy machine may need longer than the second that is the default.
    expect: { poll: { timeout: 15_000 } },
  },
})
