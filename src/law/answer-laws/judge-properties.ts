import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { placesAt } from '../../json/places-at.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { type DescribedObject, objectsIn } from '../body/objects-in.ts'
import { onceASchema } from '../body/once-a-schema.ts'
import { documentedResponse } from '../send/documented-response.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'
import { schemaOf } from './answer-keeps-to-schema.ts'

export type Properties = DescribedObject['properties']
export type Values = Readonly<Record<string, unknown>>

/** What descriptions say of a property beside the others of its object. */
export interface PropertyRule {
  readonly name: string
  /** What is wrong in an object with the property. Undefined where nothing is, and where the object tells nothing. */
  readonly problemIn: (object: Values, asked: string) => Omit<Problem, 'at' | 'about'> | undefined
}

/** Makes the rules of an object from its described properties. */
type MakeRules = (properties: Properties, schemas: ApiDocument['schemas']) => readonly PropertyRule[]

/** Judges the objects of each success by rules of their properties, and tells the first problem. Undefined for an answer without rules. */
export function judgeProperties(make: MakeRules): AnswerLaw['judge'] {
  const rulesOf = onceASchema((schema, given): readonly (PropertyRule & { readonly object: Pointer })[] => {
    const schemas = given as ApiDocument['schemas']
    return objectsIn(schema as DocumentSchema, schemas).flatMap(({ at: object, properties }) =>
      make(properties, schemas).map((rule) => ({ ...rule, object })),
    )
  })
  return ({ operation, answer, schemas }) => {
    const found = isSuccess(answer) ? documentedResponse(operation, answer.status) : undefined
    const schema = found === undefined ? undefined : schemaOf(found.response, answer.header('content-type'))
    const rules = schema === undefined ? [] : rulesOf(schema, schemas)
    if (rules.length === 0) return undefined
    for (const { object, name, problemIn } of rules)
      for (const place of placesAt(answer.json, object)) {
        const value = valueAt(answer.json, place)
        const problem = isObject(value) ? problemIn(value, answer.asked) : undefined
        if (problem !== undefined) return [{ ...problem, at: `body#${place}${formatPointer([name])}`, about: name }]
      }
    return []
  }
}
