import { Command } from 'commander'
import { calledAs } from './shell/called-as.ts'
import type { ServeFlags } from './flags/serve-flags.ts'

/** Creates `conform serve`, which starts the reference server as a mock. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('start the reference server as a mock, and print its URL')
    .option('--config <file>', 'configuration file of the mock; only this file gives credentials')
    .option('--port <n>', 'port to listen on; 0 is a free port (default: 0)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--group-id <hex24...>', 'groups that exist (default: two groups)')
    .option('--members <file>', 'YAML file with the members that exist from the start')
    .option('--latency <time>', 'time before each answer, such as 200ms or 50ms-300ms')
    .option('--rate-limit <n/time>', 'requests that each group allows, such as 100/m; more are answered 429')
    .option('--max-body <size>', 'longest body of a request (default: 1MiB)')
    .option('--fault <id...>', `faults of the server; \`${calledAs()} prove --list\` lists the ids`)
    .option('--variant <id...>', `variants of the server that conform; \`${calledAs()} prove --list\` lists the ids`)
    .action(async (flags: ServeFlags) => {
      const { startMock } = await import('./serve/start-mock.ts')
      await startMock(flags)
    })
}
