import { calledAs } from '../shell/called-as.ts'
import type { ReferenceOptions } from '../../../fixtures/reference/reference.ts'
import { placed } from '../../config/placed.ts'
import type { ServeConfig } from '../../config/serve-config.ts'
import { type Location, UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import { checkLogIn } from './check-log-in.ts'

/** A fault or a variant of the reference server. */
export interface Changed {
  readonly id: string
  readonly about: string
  readonly options: ReferenceOptions
}

/** The place of a value in the configuration of the mock; undefined for a value of a flag. */
export type LocateChange = (key: 'groupId' | 'faults' | 'variants', index: number) => Location | undefined

/**
 * Finds variants and faults by their ids, and prints each on standard error. Faults about other clients have no effect in a mock.
 * @throws UserError for an unknown id, and for a change that the credentials of the mock cannot show.
 */
export async function changedServers(
  { variants, faults, principals }: Pick<ServeConfig, 'variants' | 'faults' | 'principals'>,
  locate: LocateChange,
): Promise<readonly Changed[]> {
  if (variants.length + faults.length === 0) return []
  const known = await import('../../../fixtures/variants/index.ts')
  const chosen: Changed[] = variants.map((id, index) => {
    const at = locate('variants', index)
    const {
      about,
      logIn = 'none',
      options = {},
    } = known.variants.find((variant) => variant.id === id) ?? unknown({ kind: 'variant', id, at }, known.variants)
    checkLogIn({ kind: 'variant', id, logIn, at }, principals)
    return { id, about, options }
  })
  for (const [index, id] of faults.entries()) {
    chosen.push(await changedByFault({ id, at: locate('faults', index) }, principals))
  }
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

async function changedByFault(
  { id: asked, at }: Pick<Unknown, 'id' | 'at'>,
  principals: ServeConfig['principals'],
): Promise<Changed> {
  const { faults, ofCredentials } = await import('../../../fixtures/faults/index.ts')
  const { faultsNamed } = await import('../prove/faults-named.ts')
  const fault = faultsNamed((id) => id === asked)[0] ?? unknown({ kind: 'fault', id: asked, at }, faults)
  const { id, breaks, options, overrides, logIn = ofCredentials.includes(fault) ? 'any' : 'none' } = fault
  checkLogIn({ kind: 'fault', id, logIn, at }, principals)
  return { id, about: breaks, options: { ...options, overrides } }
}

/** @throws UserError always */
function unknown({ kind, id, at }: Unknown, all: readonly { readonly id: string }[]): never {
  const known = all.map((entry) => entry.id)
  const hint = suggestion(id, known)
  const mend = hint === '' ? `; \`${calledAs()} prove --list\` lists the ids` : hint
  throw placed(new UserError(`there is no ${kind} "${id}"${mend}`), at)
}

interface Unknown {
  readonly kind: string
  readonly id: string
  readonly at: Location | undefined
}
