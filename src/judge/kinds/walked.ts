import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'

/** All pages of a walk together yield every member once. */
export const walked: AssertionKind<'every member once'> = {
  name: 'walked',
  schema: { enum: ['every member once'] },
  gathers: 'walk',
  check(_, { walk, known, contract }) {
    // A list without links at all has no next to follow: that it should have them is another sentence.
    if (walk === undefined || (walk.by === 'next' && !Array.isArray(valueAt(walk.pages[0], contract.page.links))))
      return []
    const at = `body#${contract.page.items}`
    const problem = (signature: string, message: string, actual: unknown): Problem => ({
      signature,
      message,
      at: signature === 'walk-broken' && walk.by === 'next' ? `body#${contract.page.links}` : at,
      expected,
      actual,
    })
    const expected = [...new Set([...known.foreign, ...known.members.keys()])].toSorted()
    if (walk.broken !== undefined)
      return [problem('walk-broken', `expected to reach the last page; ${walk.broken}`, `${walk.pages.length} pages`)]
    const keys = walk.pages.flatMap((page) => {
      const items = valueAt(page, contract.page.items)
      return Array.isArray(items)
        ? items
            .map((item: unknown) => valueAt(item, contract.resource.key.pointer))
            .filter((key) => typeof key === 'string')
        : []
    })
    const there = new Set<string>()
    const twice = new Set<string>()
    for (const key of keys) if (there.size === there.add(key).size) twice.add(key)
    const missing = expected.filter((key) => !there.has(key) && !known.doubtful.has(key))
    return [
      ...missing.map((key) => problem('missing-from-walk', `expected ${key} on one of the pages; it is on none`, keys)),
      ...[...twice].map((key) => problem('twice-in-walk', `expected ${key} on one page only; it comes again`, keys)),
    ]
  },
  explain: (expected) => `${expected} over all pages`,
}
