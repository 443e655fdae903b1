import { membersIn } from '../reading/members.ts'
import { type AssertionKind, MOST_PROBLEMS, type Problem } from '../assertion-kind.ts'
import { checkMatchers, explainMatchers, type Matchers, matchersSchema } from '../reading/matchers.ts'

/** Each member of the collection in the answer: the item of a read, or the items of a page. */
export const members: AssertionKind<Matchers> = {
  name: 'members',
  schema: matchersSchema,
  applies: (_, observation) => membersIn(observation).length > 0,
  check(expected, observation) {
    const problems: Problem[] = []
    for (const { value, pointer } of membersIn(observation)) {
      if (problems.length >= MOST_PROBLEMS) break
      problems.push(...checkMatchers(expected, value, `body#${pointer}`))
    }
    return problems
  },
  explain: (expected) => `members that each have ${explainMatchers(expected)}`,
}
