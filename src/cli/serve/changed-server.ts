import { calledAs } from '../shell/called-as.ts'
import type { ReferenceOptions } from '../../../fixtures/reference/reference.ts'
import { UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'

/** A fault or a variant of the reference server. */
export interface Changed {
  readonly id: string
  readonly about: string
  readonly options: ReferenceOptions
}

/**
 * Finds variants and faults by their ids, and prints each on standard error. Faults about other clients have no effect in a mock.
 * @throws UserError for an unknown id.
 */
export async function changedServers(
  variantIds: readonly string[],
  faultIds: readonly string[],
): Promise<readonly Changed[]> {
  if (variantIds.length + faultIds.length === 0) return []
  const { variants } = await import('../../../fixtures/variants/index.ts')
  const chosen = [
    ...variantIds.map((id): Changed => {
      const { about, options = {} } = variants.find((variant) => variant.id === id) ?? unknown('variant', id, variants)
      return { id, about, options }
    }),
    ...(await Promise.all(faultIds.map(changedByFault))),
  ]
  for (const { id, about } of chosen) process.stderr.write(`${id}: ${about}\n`)
  return chosen
}

/** Lays options over the options of a mock, in their order. A mock that asks for no credentials stays so. */
export function withChanges(own: ReferenceOptions, changed: readonly Changed[]): ReferenceOptions {
  const all = [...changed.map(({ options }) => options), own]
  return {
    ...Object.assign({}, ...all),
    ...(own.auth === undefined
      ? {}
      : { auth: Object.assign({}, own.auth, ...changed.map(({ options }) => options.auth)) }),
    variants: Object.assign({}, ...all.map(({ variants }) => variants)),
    overrides: all.flatMap(({ overrides = [] }) => overrides),
  }
}

async function changedByFault(asked: string): Promise<Changed> {
  const { faults } = await import('../../../fixtures/faults/index.ts')
  const { faultsNamed } = await import('../prove/faults-named.ts')
  const [fault] = faultsNamed((id) => id === asked)
  const { id, breaks, options, overrides } = fault ?? unknown('fault', asked, faults)
  return { id, about: breaks, options: { ...options, overrides } }
}

/** @throws UserError always */
function unknown(kind: string, id: string, all: readonly { readonly id: string }[]): never {
  const known = all.map((entry) => entry.id)
  const hint = suggestion(id, known)
  throw new UserError(
    `there is no ${kind} "${id}"${hint === '' ? `; \`${calledAs()} prove --list\` lists the ids` : hint}`,
  )
}
