import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { NullSaid } from '../../document/says/says-null.ts'
import { placesAt } from '../../json/places-at.ts'
import { formatPointer, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { wordsOf } from '../../resource/shape/words.ts'
import { documentedResponse } from '../send/documented-response.ts'
import type { FlatSchema } from '../body/flatten-schema.ts'
import { objectsIn } from '../body/objects-in.ts'
import { onceASchema } from '../body/once-a-schema.ts'
import { short } from '../compare/compare-member.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { isSuccess } from '../session/exchange.ts'
import { schemaOf } from './answer-keeps-to-schema.ts'

/** A property that belongs to one state is null in the others, where the document says so. */
export const nullIsAsStated: AnswerLaw = {
  id: 'null-is-as-stated',
  level: 'must',
  text: 'A property that is null in a state of its object, by the description of the property, is null there.',
  source: 'the document: a description such as "null unless the invoice is paid"',
  judge({ operation, answer, schemas }) {
    const found = isSuccess(answer) ? documentedResponse(operation, answer.status) : undefined
    const schema = found === undefined ? undefined : schemaOf(found.response, answer.header('content-type'))
    const rules = schema === undefined ? [] : rulesOf(schema, schemas)
    if (rules.length === 0) return undefined
    for (const rule of rules)
      for (const place of placesAt(answer.json, rule.object)) {
        const [value, state] = [rule.name, rule.by].map((name) => valueAt(answer.json, place + formatPointer([name])))
        const isNull = rule.isNot ? state !== rule.state : state === rule.state
        if (typeof state !== 'string' || !isNull || value === null || value === undefined) continue
        return [
          {
            signature: 'not-null',
            message: `expected null at /${rule.name} beside ${short(state)} at /${rule.by}, got ${short(value)} (${answer.asked})`,
            at: `body#${place}${formatPointer([rule.name])}`,
            expected: null,
            actual: value,
            about: rule.name,
          },
        ]
      }
    return []
  },
}

/** A property that is null in a state, or in all but this one. */
interface Rule {
  /** The object of the property, where `*` stands for each item of a list. */
  readonly object: Pointer
  readonly name: string
  /** The property beside it that lists the state. */
  readonly by: string
  readonly state: string
  readonly isNot: boolean
}

const rulesOf = onceASchema((schema, schemas): readonly Rule[] =>
  objectsIn(schema as DocumentSchema, schemas as ApiDocument['schemas']).flatMap(({ at: object, properties }) =>
    properties.flatMap(([name, property]): readonly Rule[] => {
      const said = property['x-null-by'] as NullSaid | undefined
      const by = said === undefined ? undefined : stateAmong(said, properties)
      return by === undefined ? [] : [{ object, name, ...by }]
    }),
  ),
)

/** The one property that lists the state. Undefined for none, and for several. */
function stateAmong(
  { state, isNot }: NullSaid,
  properties: readonly (readonly [string, FlatSchema])[],
): Pick<Rule, 'by' | 'state' | 'isNot'> | undefined {
  const found = properties.flatMap(([by, { enum: listed }]) =>
    (Array.isArray(listed) ? (listed as unknown[]) : []).flatMap((one) =>
      typeof one === 'string' && wordsOf(one).join(' ') === wordsOf(state).join(' ') ? [{ by, state: one, isNot }] : [],
    ),
  )
  return found.length === 1 ? found[0] : undefined
}
