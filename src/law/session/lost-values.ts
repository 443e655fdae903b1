import { isObject } from '../../json/pointer.ts'
import { NotVerified } from './not-verified.ts'
import type { Problem } from './problem.ts'
import { wordsIn } from '../body/words.ts'

/** The law that tells which values a create loses. Later laws do not tell the same places again. */
const TELLER = 'read-equals-write'

/** The places of a resource whose values are lost, by resource. */
export type LostValues = Map<string, Set<string>>

/** The place of a comparison, and what is known of lost values. */
export interface Comparison {
  readonly law: string
  readonly resource: string
  readonly lost: LostValues
  /** True where the answer shows a word that was sent: then not all is lost. */
  readonly sharesWord: boolean
}

/**
 * Problems without those about a value that every create loses: these are told once.
 * @throws NotVerified where nothing is left to compare
 */
export function withoutLost(problems: readonly Problem[], comparison: Comparison): readonly Problem[] {
  const { law, resource, lost, sharesWord: isPartial } = comparison
  const known = lost.get(resource) ?? new Set<string>()
  if (law !== TELLER) {
    const others = problems.filter(({ at }) => !known.has(at))
    if (others.length === 0 && problems.length > 0 && !isPartial)
      throw new NotVerified(`no value that was sent is shown, as ${TELLER} tells`)
    return others
  }
  lost.set(resource, known)
  for (const { at, level, expected, actual } of problems)
    if (level !== 'should' || (actual === '' && expected !== '')) known.add(at)
  return problems
}

/** True where a property is shown with a word that was sent in it: a server may change its case. */
export function sharesWord(sent: unknown, shown: unknown): boolean {
  if (isObject(sent))
    return isObject(shown) && Object.entries(sent).some(([name, value]) => sharesWord(value, shown[name]))
  const text = JSON.stringify(shown ?? null).toLowerCase()
  return wordsIn(JSON.stringify(sent ?? null)).some((word) => text.includes(word))
}
