import type { Answer } from '../session/exchange.ts'
import type { Walk } from './walk-list.ts'

/** A member as a walk shows it: its key, and all of it as text. */
export interface WalkedMember {
  readonly key: string
  readonly text: string
}

/** A walk as far as it is compared. */
export interface Walked extends Pick<Walk, 'complete' | 'size'> {
  readonly pages: readonly (readonly WalkedMember[])[]
  /** The answers with the pages, where they are known. */
  readonly answers?: readonly Answer[]
}

/** A member that a walk shows more than once, or not at all. */
export interface PageFault {
  /** unlisted: a walk shows the member, and the whole walk with large pages does not. */
  readonly kind: 'repeated' | 'lost' | 'unlisted'
  readonly key: string
  readonly walk: Walked
  /** The number of times that the walk shows the member. */
  readonly count: number
}

/**
 * The faults that two looks at a list have both. None where another member is unlisted: it came and went during a look, which moves all
 * others on numbered pages.
 */
export function faultsOfBoth(one: readonly PageFault[], other: readonly PageFault[]): readonly PageFault[] {
  const [left, right] = [one, other].map((faults) =>
    faults.filter(({ kind }) => kind === 'unlisted').map(({ key }) => key),
  )
  return JSON.stringify(left) === JSON.stringify(right)
    ? other.filter(({ kind }) => one.some((fault) => fault.kind === kind))
    : []
}

/** True if two walks show the same members, in whatever order. */
export function showSame(one: Walked, other: Walked): boolean {
  const [left, right] = [one, other].map((walk) => JSON.stringify(keysOf(walk).toSorted()))
  return left === right
}

/** Returns the faults of a walk by itself: the same member on two pages. Members that only share a key are left alone. */
export function faultsAlone(walk: Walked): readonly PageFault[] {
  const seen = new Map<string, number>()
  for (const [index, page] of walk.pages.entries())
    for (const { key, text } of page) {
      const before = seen.get(key + text)
      if (before !== undefined && before !== index) return [{ kind: 'repeated', key, walk, count: 2 }]
      seen.set(key + text, index)
    }
  return []
}

/** Returns the faults of a walk beside a walk with large pages, which has the fewest borders. */
export function faultsBeside(walk: Walked, large: Walked): readonly PageFault[] {
  const [shown, known] = [keysOf(walk), keysOf(large)]
  const counts = countsOf(shown)
  const usual = countsOf(known)
  const repeated = [...counts].find(([key, count]) => count > Math.max(1, usual.get(key) ?? 0))
  const lost = known.slice(0, walk.complete ? known.length : reach(shown, known)).find((key) => !counts.has(key))
  const unlisted = large.complete ? shown.find((key) => !usual.has(key)) : undefined
  return [
    ...(repeated === undefined ? [] : [{ kind: 'repeated', key: repeated[0], walk, count: repeated[1] } as const]),
    ...(lost === undefined ? [] : [{ kind: 'lost', key: lost, walk, count: 0 } as const]),
    ...(unlisted === undefined ? [] : [{ kind: 'unlisted', key: unlisted, walk: large, count: 0 } as const]),
  ]
}

/** The members of the large walk that a walk has passed when it is cut off. None where their orders differ. */
function reach(shown: readonly string[], known: readonly string[]): number {
  const firstPlaces = new Map(known.map((key, place) => [key, place] as const).toReversed())
  const places = shown.flatMap((key) => firstPlaces.get(key) ?? [])
  const isOrdered = places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0))
  return isOrdered ? (places.at(-1) ?? 0) : 0
}

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** The answer that shows the fault: the last page with a repeated member, or the last page of all. */
export function answerWith({ kind, key, walk: { pages, answers = [] } }: PageFault): Answer | undefined {
  return kind === 'repeated'
    ? answers[pages.findLastIndex((page) => page.some((member) => member.key === key))]
    : answers.at(-1)
}

/** The keys of all members in order. */
export function keysOf({ pages }: Pick<Walked, 'pages'>): readonly string[] {
  return pages.flat().map(({ key }) => key)
}
