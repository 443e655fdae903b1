import { variantOf } from '../../contract/keys.ts'
import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import { type Member, membersIn } from '../reading/members.ts'
import type { Observation } from '../observation.ts'

/** Documented defaults of properties that were not sent. `returned`: the default is present. `documented`: no other value is present. */
export const defaults: AssertionKind<'documented' | 'returned'> = {
  name: 'defaults',
  schema: { enum: ['documented', 'returned'] },
  applies: (expected, observation) =>
    membersIn(observation).some((member) =>
      unsentDefaults(member, observation).some(({ actual }) => expected === 'returned' || !isAbsent(actual)),
    ),
  check: (expected, observation) =>
    membersIn(observation).flatMap((member) =>
      unsentDefaults(member, observation).flatMap(({ property, byDefault, actual }) => {
        const absent = isAbsent(actual)
        if (expected === 'returned' ? !absent : absent || isDeepStrictEqual(actual, byDefault)) return []
        const wanted = `the documented default ${JSON.stringify(byDefault)}`
        return [
          {
            signature: absent ? 'default-missing' : 'default-differs',
            message: `expected ${wanted}`,
            at: `body#${member.pointer}${property}`,
            expected: byDefault,
            actual: absent ? 'nothing' : actual,
          },
        ]
      }),
    ),
  explain: (expected) =>
    expected === 'documented'
      ? 'no other value than the documented default'
      : 'the documented defaults of what was not sent',
}

interface UnsentDefault {
  readonly property: string
  readonly byDefault: unknown
  /** The value in the answer. */
  readonly actual: unknown
}

/** The documented defaults of the properties that were never sent to a member. */
function unsentDefaults({ value, key }: Member, { known, contract }: Observation): readonly UnsentDefault[] {
  const member = known.members.get(key ?? '')
  if (member?.complete !== true || known.doubtful.has(key ?? '')) return []
  return Object.entries(variantOf(contract, key ?? '')?.defaults ?? {})
    .filter(([property]) => valueAt(member.values, property) === undefined)
    .map(([property, byDefault]) => ({ property, byDefault, actual: valueAt(value, property) }))
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}
