import { itemsAt } from '../../contract/page.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'

/** The pages of a walk together show every member once. */
export const walked: AssertionKind<'every member once'> = {
  name: 'walked',
  schema: { enum: ['every member once'] },
  gathers: 'walk',
  // A list without links has no next link to follow; another requirement asks for links.
  applies: (_, { walk, contract }) =>
    walk !== undefined && (walk.by === 'number' || Array.isArray(valueAt(walk.pages[0], contract.page?.links ?? ''))),
  check(_, { walk, known, contract }) {
    // A list without links has no next link to follow; another requirement asks for links.
    if (
      walk === undefined ||
      (walk.by === 'next' && !Array.isArray(valueAt(walk.pages[0], contract.page?.links ?? '')))
    )
      return []
    const at = `body#${itemsAt(contract)}`
    const problem = (signature: string, message: string, actual: unknown): Problem => ({
      signature,
      message,
      at: signature === 'walk-broken' && walk.by === 'next' ? `body#${contract.page?.links ?? ''}` : at,
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
