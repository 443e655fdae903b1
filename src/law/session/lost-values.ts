import { isObject } from '../../json/pointer.ts'
import { NotVerified } from './not-verified.ts'
import type { Problem } from './problem.ts'
import { wordsIn } from '../body/words.ts'

/** The law that tells which values a create loses. Later laws do not tell the same places again. */
const TELLER = 'read-equals-write'

/** The law that tells which values an update loses. Laws that compare a member after such an update do not tell the same places again. */
const TELLER_OF_UPDATES = 'update-shows'
const AFTER_UPDATES: ReadonlySet<string> = new Set([
  'update-answer-shows',
  'update-is-listed',
  'bare-members-take-updates',
  'put-twice-is-once',
  'concurrent-updates',
  'histories-keep-the-state',
])

/** The places of a resource whose values are lost, by resource and by the law that tells them. */
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
  const others = law === TELLER ? problems : problems.filter(({ at }) => !placesOf(TELLER, resource, lost).has(at))
  if (others.length === 0 && problems.length > 0 && !isPartial)
    throw new NotVerified(`no value that was sent is shown, as ${TELLER} tells`)
  if (law === TELLER || law === TELLER_OF_UPDATES)
    for (const { at, level, expected, actual } of others)
      if (level !== 'should' || (actual === '' && expected !== '')) placesOf(law, resource, lost).add(at)
  if (!AFTER_UPDATES.has(law)) return others
  return others.filter(({ at }) => !placesOf(TELLER_OF_UPDATES, resource, lost).has(at))
}

function placesOf(law: string, resource: string, lost: LostValues): Set<string> {
  const key = `${law}[${resource}]`
  const places = lost.get(key) ?? new Set<string>()
  lost.set(key, places)
  return places
}

/** True where a property is shown with a word that was sent in it: a server may change its case. */
export function sharesWord(sent: unknown, shown: unknown): boolean {
  if (isObject(sent))
    return isObject(shown) && Object.entries(sent).some(([name, value]) => sharesWord(value, shown[name]))
  const text = JSON.stringify(shown ?? null).toLowerCase()
  return wordsIn(JSON.stringify(sent ?? null)).some((word) => text.includes(word))
}
