import { planAny } from '../plan/plan-any.ts'
import type { IdKind } from './id-kinds.ts'

/**
 * The ids of a sort that begin with a word. The rows of a case are named once the word opens a bracket, because a case can have hundreds.
 * @throws UserError for mistakes of the configuration, contract or suites.
 */
export async function idsFrom(kind: IdKind, word: string): Promise<readonly string[]> {
  const named = kind === 'id' || kind === 'case' ? await planned(kind, word) : await servers(kind)
  return named.filter((id) => id.startsWith(word)).toSorted()
}

async function planned(kind: 'id' | 'case', word: string): Promise<readonly string[]> {
  const { cases, bundle } = await planAny([], { seed: '0' })
  if (word.includes('[')) return cases.map(({ id }) => id)
  const requirements = kind === 'case' ? [] : Object.keys(bundle.contract.requirements)
  return [...new Set(cases.map(({ template }) => template)), ...requirements]
}

/** The servers of `prove`: `server` stands for all without a fault. */
async function servers(kind: 'fault' | 'server' | 'variant'): Promise<readonly string[]> {
  const { KNOWN_SERVERS } = await import('../prove/known-servers.ts')
  return KNOWN_SERVERS.filter((one) => (kind === 'server' ? one.kind !== 'fault' : one.kind === kind)).map(
    ({ id }) => id,
  )
}
