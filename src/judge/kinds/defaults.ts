import { variantOf } from '../../contract/keys.ts'
import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import { membersIn } from '../reading/members.ts'

/** Documented defaults of properties that were not sent. `returned`: the default is present. `documented`: no other value is present. */
export const defaults: AssertionKind<'documented' | 'returned'> = {
  name: 'defaults',
  schema: { enum: ['documented', 'returned'] },
  check: (expected, observation) =>
    membersIn(observation).flatMap(({ value, key, pointer }) => {
      const member = observation.known.members.get(key ?? '')
      if (member?.complete !== true || observation.known.doubtful.has(key ?? '')) return []
      const documented = Object.entries(variantOf(observation.contract, key ?? '')?.defaults ?? {})
      return documented
        .filter(([property]) => valueAt(member.values, property) === undefined)
        .flatMap(([property, byDefault]) => {
          const actual = valueAt(value, property)
          const absent = actual === undefined || actual === null
          if (expected === 'returned' ? !absent : absent || isDeepStrictEqual(actual, byDefault)) return []
          const wanted = `the documented default ${JSON.stringify(byDefault)}`
          return [
            {
              signature: absent ? 'default-missing' : 'default-differs',
              message: `expected ${wanted}`,
              at: `body#${pointer}${property}`,
              expected: byDefault,
              actual: absent ? 'nothing' : actual,
            },
          ]
        })
    }),
  explain: (expected) =>
    expected === 'documented'
      ? 'no other value than the documented default'
      : 'the documented defaults of what was not sent',
}
