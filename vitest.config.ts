import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { defineConfig } from 'vitest/config'

// As in src/cli/tune-compiler.ts: a quarter of the processor time.
const COMPILER = ['--max-inlined-bytecode-size-cumulative=300', '--interrupt-budget=200000']

// The flags hold for all threads of the process.
for (const flag of COMPILER) setFlagsFromString(flag)

/** Tests that run commands in their own process, which changes its working directory. A thread has none of its own. */
const COMMANDS = ['src/{cli/**/*,conformance,kubernetes-job,pipeline-files}.test.ts']

export default defineConfig({
  test: {
    // Vitest leaves one core idle by default. Many tests only wait for a command or a timer, so one thread more than cores is faster.
    maxWorkers: availableParallelism() + 1,
    // No test changes what another one shares; loading the contract once a thread takes a third of the time.
    isolate: false,
    // A whole run, or a command that starts several times, takes up to 30 s alone, and many times that on a busy machine.
    testTimeout: 180_000,
    // A browser or a process on a busy machine may need longer than the second that is the default.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'modules',
          include: ['{src,reporters,fixtures,bench}/**/*.test.ts'],
          exclude: COMMANDS,
          pool: 'threads',
        },
      },
      {
        extends: true,
        test: {
          name: 'commands',
          include: COMMANDS,
          pool: 'forks',
          execArgv: COMPILER,
          // The built command is loaded by Node itself, as it is for a user.
          server: { deps: { external: [/\/dist\/src\//] } },
        },
      },
    ],
  },
})
