import { Command } from 'commander'
import type { ReferenceOptions } from '../../fixtures/reference/reference.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import { calledAs } from './called-as.ts'

interface ServeFlags {
  readonly port: string
  readonly groupId?: readonly string[]
  readonly fault?: readonly string[]
  readonly variant?: readonly string[]
}

/** Creates `conform serve`, which starts the reference server as a mock. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('start the reference server as a mock, and print its URL')
    .option('--port <n>', 'port to listen on; 0 is a free port', '0')
    .option('--group-id <hex24...>', 'groups that exist (default: two groups)')
    .option('--fault <id...>', `faults of the server; \`${calledAs()} prove --list\` lists the ids`)
    .option('--variant <id...>', `variants of the server that conform; \`${calledAs()} prove --list\` lists the ids`)
    .action(async ({ port, groupId, fault = [], variant = [] }: ServeFlags) => {
      const number = Number(port)
      if (!/^\d{1,5}$/.test(port) || number > 65_535)
        throw new UserError(`--port takes a number up to 65535, not "${port}"`)
      const changed = fault.length + variant.length === 0 ? {} : await changedBy(variant, fault)
      const { createReference } = await import('../../fixtures/reference/reference.ts')
      const reference = createReference({ ...changed, ...(groupId === undefined ? {} : { groups: groupId }) })
      const server = await reference.listen(number).catch((cause: unknown) => {
        throw new UserError(
          `the server cannot listen on port ${port}: ${(cause as NodeJS.ErrnoException).code ?? ''}`,
          {
            cause,
          },
        )
      })
      process.stdout.write(`listening ${server.url}${changed.basePath ?? ''}\n`)
      process.stderr.write(`groups ${reference.groupIds.join(' ')}; Ctrl-C stops the server\n`)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
    })
}

/** Merges the options of variants and faults. Faults about credentials or about other clients have no effect here. */
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
function unknown(kind: string, id: string, all: readonly { readonly id: string }[]): never {
  const known = all.map((entry) => entry.id)
  throw new UserError(`there is no ${kind} "${id}"${suggestion(id, known)}`)
}
