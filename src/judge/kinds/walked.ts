import { itemsAt } from '../../contract/page.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'
import { linksAt, pageSize } from '../reading/page-facts.ts'

/** The pages of a walk together show every member once. */
export const walked: AssertionKind<'every member once'> = {
  name: 'walked',
  schema: { enum: ['every member once'] },
  gathers: 'walk',
  // A list without links has no next link to follow; another requirement asks for links.
  applies: (_, { walk, contract }) =>
    walk !== undefined && (walk.by === 'number' || Array.isArray(valueAt(walk.pages[0], contract.page?.links ?? ''))),
  check(_, observation) {
    const { walk, known, contract } = observation
    // A list without links has no next link to follow; another requirement asks for links.
    if (
      walk === undefined ||
      (walk.by === 'next' && !Array.isArray(valueAt(walk.pages[0], contract.page?.links ?? '')))
    )
      return []
    const problem = (signature: string, message: string, actual: unknown): Problem => ({
      signature,
      message,
      at: signature !== 'twice-in-walk' && endedEarly(observation) ? linksAt(observation) : `body#${itemsAt(contract)}`,
      expected,
      actual,
    })
    const expected = [...new Set([...known.foreign, ...known.members.keys()])].toSorted()
    if (walk.broken !== undefined)
      return [problem('walk-broken', `expected to reach the last page; ${walk.broken}`, `${walk.pages.length} pages`)]
    const keys = walk.pages.flatMap((page) => {
      const items = valueAt(page, itemsAt(contract))
      return Array.isArray(items)
        ? items
            .map((item: unknown) => valueAt(item, contract.resource.key.pointer))
            .filter((key) => typeof key === 'string')
        : []
    })
    const distinct = new Set<string>()
    const duplicates = new Set<string>()
    for (const key of keys) if (distinct.size === distinct.add(key).size) duplicates.add(key)
    const missing = expected.filter((key) => !distinct.has(key) && !known.doubtful.has(key))
    return [
      ...missing.map((key) =>
        problem('missing-from-walk', `expected ${key} on one of the pages; ${key} is on none`, keys),
      ),
      ...[...duplicates].map((key) =>
        problem('twice-in-walk', `expected ${key} on one page only; ${key} is repeated`, keys),
      ),
    ]
  },
  explain: (expected) => `${expected} over all pages`,
}

/** True if the next links led to fewer pages than all members need: the links are wrong, and not the items. */
function endedEarly(observation: Observation): boolean {
  const { walk, known } = observation
  if (walk?.by !== 'next') return false
  const members = known.foreign.size + known.members.size
  return walk.broken !== undefined || walk.pages.length * pageSize(observation) < members
}
