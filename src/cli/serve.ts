import { Command } from 'commander'
import type { Fault } from '../../fixtures/faults/index.ts'
import type { ReferenceOptions } from '../../fixtures/reference/reference.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'

/** `conform serve`: the reference server, for people who need a mock. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('the reference server, as a mock; it prints where it listens')
    .option('--port <n>', 'the port (default: a free one)', '0')
    .option('--group-id <hex24...>', 'the groups that exist (default: two)')
    .option(
      '--fault <id...>',
      'break it: one of the faults that `conform prove --list` names; several at once are allowed',
    )
    .action(async ({ port, groupId, fault: ids = [] }: { port: string; groupId?: string[]; fault?: string[] }) => {
      const number = Number(port)
      if (!/^\d{1,5}$/.test(port) || number > 65_535)
        throw new UserError(`--port takes a number up to 65535, not "${port}"`)
      const broken = ids.length === 0 ? {} : await brokenBy(ids)
      const { createReference } = await import('../../fixtures/reference/reference.ts')
      const reference = createReference({ ...broken, ...(groupId === undefined ? {} : { groups: groupId }) })
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

/** What of the server the faults replace; of those about credentials, which need some, nothing can be seen here. */
async function brokenBy(ids: readonly string[]): Promise<ReferenceOptions> {
  const { faults } = await import('../../fixtures/faults/index.ts')
  const chosen = ids.map((id): Fault => {
    const fault = faults.find((one) => one.id === id)
    if (fault !== undefined) return fault
    const known = faults.map((one) => one.id)
    throw new UserError(`there is no fault "${id}"${suggestion(id, known)}`)
  })
  for (const { id, breaks } of chosen) process.stderr.write(`${id}: ${breaks}\n`)
  return {
    ...Object.assign({}, ...chosen.map(({ options }) => options)),
    overrides: chosen.map(({ overrides }) => overrides),
  }
}
