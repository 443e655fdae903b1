import { Command } from 'commander'
import type { ReferenceOptions } from '../../fixtures/reference/reference.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'

interface ServeFlags {
  readonly port: string
  readonly groupId?: readonly string[]
  readonly fault?: readonly string[]
  readonly variant?: readonly string[]
}

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
    .option(
      '--variant <id...>',
      'another server that conforms: one of the variants that `conform prove --list` names; several at once are allowed',
    )
    .action(async ({ port, groupId, fault = [], variant = [] }: ServeFlags) => {
      const number = Number(port)
      if (!/^\d{1,5}$/.test(port) || number > 65_535)
        throw new UserError(`--port takes a number up to 65535, not "${port}"`)
      const changed = fault.length + variant.length === 0 ? {} : await changedBy(variant, fault)
      const { createReference } = await import('../../fixtures/reference/reference.ts')
      const reference = createReference({ ...changed, ...(groupId === undefined ? {} : { groups: groupId }) })
      const server = await reference.listen(number).catch((cause: unknown) => {
        throw new UserError(`port ${port} cannot be listened on: ${(cause as NodeJS.ErrnoException).code ?? ''}`, {
          cause,
        })
      })
      process.stdout.write(`listening ${server.url}${changed.basePath ?? ''}\n`)
      process.stderr.write(`groups ${reference.groupIds.join(' ')}; end it with Ctrl-C\n`)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
    })
}

/** What of the server they replace; of those about credentials, or about what others have configured, nothing can be seen here. */
async function changedBy(variantIds: readonly string[], faultIds: readonly string[]): Promise<ReferenceOptions> {
  const { variants } = await import('../../fixtures/variants/index.ts')
  const chosen = [
    ...variantIds.map(
      (id): Changed => variants.find((variant) => variant.id === id) ?? unknown('variant', id, variants),
    ),
    ...(await Promise.all(faultIds.map(changedByFault))),
  ]
  for (const { id, about } of chosen) process.stderr.write(`${id}: ${about}\n`)
  const options = chosen.map(({ options: own = {} }) => own)
  return {
    ...Object.assign({}, ...options),
    variants: Object.assign({}, ...options.map(({ variants: own }) => own)),
    overrides: options.flatMap(({ overrides = [] }) => overrides),
  }
}

interface Changed {
  readonly id: string
  readonly about: string
  readonly options?: ReferenceOptions
}

async function changedByFault(asked: string): Promise<Changed> {
  const { faults } = await import('../../fixtures/faults/index.ts')
  const { faultsNamed } = await import('./faults-named.ts')
  const [fault] = faultsNamed((id) => id === asked)
  const { id, breaks, options, overrides } = fault ?? unknown('fault', asked, faults)
  return { id, about: breaks, options: { ...options, overrides } }
}

/** @throws UserError always */
function unknown(what: string, id: string, all: readonly { readonly id: string }[]): never {
  const known = all.map((one) => one.id)
  throw new UserError(`there is no ${what} "${id}"${suggestion(id, known)}`)
}
