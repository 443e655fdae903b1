import { Command } from 'commander'
import { UserError } from '../source/mistake.ts'

/** `conform serve`: the reference server, for people who need a mock. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('the reference server, as a mock; it prints where it listens')
    .option('--port <n>', 'the port (default: a free one)', '0')
    .option('--group-id <hex24...>', 'the groups that exist (default: two)')
    .action(async ({ port, groupId }: { port: string; groupId?: string[] }) => {
      const number = Number(port)
      if (!/^\d{1,5}$/.test(port) || number > 65_535)
        throw new UserError(`--port takes a number up to 65535, not "${port}"`)
      const { createReference } = await import('../../fixtures/reference/reference.ts')
      const reference = createReference(groupId === undefined ? {} : { groups: groupId })
      const server = await reference.listen(number).catch((cause: unknown) => {
        throw new UserError(`port ${port} cannot be listened on: ${(cause as NodeJS.ErrnoException).code ?? ''}`, {
          cause,
        })
      })
      process.stdout.write(`listening ${server.url}\n`)
      process.stderr.write(`groups ${reference.groupIds.join(' ')}; end it with Ctrl-C\n`)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
    })
}
