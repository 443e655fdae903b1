import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../source/pointer.ts'
import type { AssertionKind, Problem } from './assertion-kind.ts'
import { isMaskOf } from './mask.ts'
import { type Member, membersIn } from './members.ts'
import type { Observation } from './observation.ts'

/** `all`: each member in the answer; `others`: each but the one that the request names; `own`: that one, which must be there. */
export type EqualsSentExpectation = 'all' | 'others' | 'own'

/** Each member in the answer holds what was last written to it, secrets by their masks. */
export const equalsSent: AssertionKind<EqualsSentExpectation> = {
  name: 'equalsSent',
  schema: { enum: ['all', 'others', 'own'] },
  check(expected, seen) {
    const members = membersIn(seen)
    const own = seen.request.key
    const judged = members.filter(({ key }) => expected === 'all' || (key === own) === (expected === 'own'))
    return [...judged.flatMap((member) => compare(member, seen)), ...(expected === 'own' ? missing(judged, seen) : [])]
  },
  explain: (expected) =>
    ({
      all: 'members that hold what was written to them',
      others: 'other members that hold what was written to them',
      own: 'the member that was named, holding what was written to it',
    })[expected],
}

function missing(judged: readonly Member[], { contract, request, response }: Observation): readonly Problem[] {
  if (judged.length > 0 || request.key === undefined) return []
  const at = `body#${response.documentAt}${request.role === 'read' ? '' : contract.page.items}`
  return [{ message: `expected ${request.key} in the answer`, at, expected: request.key, actual: 'no such member' }]
}

function compare({ value, key, pointer }: Member, { contract, known }: Observation): readonly Problem[] {
  const member = known.members.get(key ?? '')
  if (member === undefined || known.doubtful.has(key ?? '')) return []
  const redactions = contract.resource.variants[key ?? '']?.redactions ?? {}
  return Object.entries(member.values).flatMap(([name, sent]) => {
    const property = `/${name}`
    if (property === contract.resource.identity || property === contract.resource.key.pointer) return []
    const actual = valueAt(value, property)
    const redaction = redactions[property]
    if (redaction?.rule === 'never') return []
    const fits =
      redaction === undefined || typeof sent !== 'string' ? isDeepStrictEqual(actual, sent) : showsSecret(actual, sent)
    if (fits) return []
    const expected = redaction === undefined ? sent : `a mask of ${JSON.stringify(sent)}`
    return [
      {
        message:
          redaction === undefined ? 'expected the value that was sent' : 'expected a mask of the secret that was sent',
        at: `body#${pointer}${property}`,
        expected,
        actual: actual === undefined ? 'nothing' : actual,
      },
    ]
  })
}

/** Whether it is masked well is another kind's matter; here it must not be some other secret's. */
function showsSecret(actual: unknown, sent: string): boolean {
  return typeof actual === 'string' && (actual === sent || isMaskOf(actual, sent))
}
