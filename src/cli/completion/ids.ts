import { planFromFlags } from '../plan-from-flags.ts'

/**
 * The ids of cases and requirements that begin with a word. The rows of a case are named once the word opens a bracket, because a
 * case can have hundreds.
 * @throws UserError for mistakes of the configuration, contract or suites.
 */
export async function idsFrom(word: string): Promise<readonly string[]> {
  const { cases, bundle } = await planFromFlags([], { seed: '0' })
  const named = word.includes('[')
    ? cases.map(({ id }) => id)
    : [...new Set(cases.map(({ template }) => template)), ...Object.keys(bundle.contract.requirements)]
  return named.filter((id) => id.startsWith(word)).toSorted()
}
