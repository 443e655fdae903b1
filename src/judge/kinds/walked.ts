import { addNew } from '../../json/add-new.ts'
import type { Contract } from '../../contract/contract.ts'
import { itemsAt } from '../../contract/page.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import type { Observation, ObservedWalk } from '../observation.ts'
import { linksAt, pageSize } from '../reading/page-facts.ts'

/** The pages of a walk together show every member once. */
export const walked: AssertionKind<'every member once'> = {
  name: 'walked',
  schema: { enum: ['every member once'] },
  gathers: 'walk',
  applies: (_, observation) => walkIn(observation) !== undefined,
  check(_, observation) {
    const { known, contract } = observation
    const walk = walkIn(observation)
    if (walk === undefined) return []
    const expected = [...new Set([...known.foreign, ...known.members.keys()])].toSorted()
    const problem = (signature: string, message: string, actual: unknown): Problem => ({
      signature,
      message,
      at: signature !== 'twice-in-walk' && endedEarly(observation) ? linksAt(observation) : `body#${itemsAt(contract)}`,
      expected,
      actual,
    })
    if (walk.broken !== undefined)
      return [problem('walk-broken', `expected to reach the last page; ${walk.broken}`, `${walk.pages.length} pages`)]
    const keys = walk.pages.flatMap((page) => keysOn(page, contract))
    const distinct = new Set<string>()
    const duplicates = new Set<string>()
    for (const key of keys) if (!addNew(distinct, key)) duplicates.add(key)
    const reason = lostSize(observation)
    const missing = expected.filter((key) => !distinct.has(key) && !known.doubtful.has(key))
    return [
      ...missing.map((key) =>
        problem('missing-from-walk', `expected ${key} on one of the pages; ${key} is on none${reason}`, keys),
      ),
      ...[...duplicates].map((key) =>
        problem('twice-in-walk', `expected ${key} on one page only; ${key} is repeated`, keys),
      ),
    ]
  },
  explain: (expected) => `${expected} over all pages`,
}

/** The walk of an observation; undefined for one along next links over a list without links, which another requirement asks for. */
function walkIn({ walk, contract }: Observation): ObservedWalk | undefined {
  if (walk === undefined || walk.by === 'number') return walk
  return Array.isArray(valueAt(walk.pages[0], contract.page?.links ?? '')) ? walk : undefined
}

/** The keys of the items on a page; none for a page without items. */
function keysOn(page: unknown, contract: Contract): readonly string[] {
  const items = valueAt(page, itemsAt(contract))
  if (!Array.isArray(items)) return []
  return items
    .map((item: unknown) => valueAt(item, contract.resource.key.pointer))
    .filter((key) => typeof key === 'string')
}

/** True if the next links led to fewer pages than all members need: the links are wrong, and not the items. */
function endedEarly(observation: Observation): boolean {
  const { walk, known } = observation
  if (walk?.by !== 'next') return false
  const members = known.foreign.size + known.members.size
  if (walk.broken !== undefined || lostSize(observation) !== '') return true
  return walk.pages.length * sizeAsked(observation) < members
}

/** The page size of the first request of the walk. A wrong link may have led to another size. */
function sizeAsked(observation: Observation): number {
  const { contract, request, walk } = observation
  return pageSize({ contract, request: { ...request, query: walk?.queries?.[0] ?? request.query } })
}

/** `: the next link of page 1 leads to no itemsPerPage, where 2 was asked`; empty where all links have the size of the first request. */
function lostSize({ walk, contract }: Observation): string {
  const name = contract.page?.parameters?.size
  const [first, ...others] = (walk?.queries ?? []).map((query) => (name === undefined ? undefined : query[name]))
  const page = others.findIndex((size) => size !== first)
  if (walk?.by !== 'next' || name === undefined || first === undefined || page < 0) return ''
  const size = others[page]
  return `: the next link of page ${page + 1} leads to ${size === undefined ? `no ${name}` : `${name} ${size}`}, where ${first} was asked`
}
