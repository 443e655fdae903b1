import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { ArithmeticSaid } from '../../document/says/says-arithmetic.ts'
import { placesAt } from '../../json/places-at.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten, type FlatSchema } from '../body/flatten-schema.ts'
import { objectsIn } from '../body/objects-in.ts'
import { onceASchema } from '../body/once-a-schema.ts'
import { type Expected, isNear, namedAmong, numberIn, rounded, marginOf } from '../compare/add-up.ts'
import { boundedNumber } from '../compare/bounded-value.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { isSuccess } from '../session/exchange.ts'
import { documentedResponse } from '../send/documented-response.ts'
import { schemaOf } from './answer-keeps-to-schema.ts'

/** A number that follows from values beside it has the value that follows. */
export const numbersAddUp: AnswerLaw = {
  id: 'numbers-add-up',
  level: 'must',
  text: 'A number that is the sum, the difference or the product of values beside it, by its description, has that value in each answer. So has the sum of a list beside it, and the time between two others.',
  source: 'the document: a description such as "Sum of the line totals, less the discount"',
  judge({ operation, answer, schemas }) {
    const found = isSuccess(answer) ? documentedResponse(operation, answer.status) : undefined
    const schema = found === undefined ? undefined : schemaOf(found.response, answer.header('content-type'))
    const rules = schema === undefined ? [] : rulesOf(schema, schemas)
    if (rules.length === 0) return undefined
    for (const rule of rules)
      for (const place of placesAt(answer.json, rule.object)) {
        const object = valueAt(answer.json, place)
        const shown = isObject(object) ? numberIn(object[rule.name]) : undefined
        const expected = isObject(object) ? rule.expected(object) : undefined
        if (shown === undefined || expected === undefined || isNear(shown, expected)) continue
        return [
          {
            signature: 'does-not-add-up',
            message: `expected ${rounded(expected.value)} at /${rule.name}, which is ${rule.said}, got ${shown} (${answer.asked})`,
            at: `body#${place}${formatPointer([rule.name])}`,
            expected: rounded(expected.value),
            actual: shown,
            about: rule.name,
          },
        ]
      }
    return []
  },
}

type Values = Readonly<Record<string, unknown>>

/** A property that follows from others of its object. */
interface Rule {
  readonly object: Pointer
  readonly name: string
  /** How it follows, in words. */
  readonly said: string
  /** The number that follows. Undefined where a part is missing. */
  readonly expected: (object: Values) => Expected | undefined
}

type Properties = readonly (readonly [string, FlatSchema])[]

const rulesOf = onceASchema((schema, schemas): readonly Rule[] =>
  objectsIn(schema as DocumentSchema, schemas as ApiDocument['schemas']).flatMap(({ at: object, properties }) => {
    // A percentage, or a part that is taken off elsewhere, changes what a formula means.
    if (properties.some(([name, property]) => property['x-share'] === true || SHARES.test(name))) return []
    return properties.flatMap(([name, property]): readonly Rule[] => {
      const said = property['x-arithmetic'] as ArithmeticSaid | undefined
      const others = properties.filter(([other]) => other !== name)
      const rule = said === undefined ? undefined : ruleOf(said, others, schemas as ApiDocument['schemas'])
      return rule === undefined ? [] : [{ object, name, ...rule }]
    })
  }),
)

/** The name of a share of something, such as `taxRate`. */
const SHARES = /(?:percent(?:age)?|pct|ratio|share|(?:tax|vat|discount)_?rate)$/i

type Following = Pick<Rule, 'said' | 'expected'>

function ruleOf(said: ArithmeticSaid, others: Properties, schemas: ApiDocument['schemas']): Following | undefined {
  if (said.kind === 'total') return totalRule(said, others, schemas)
  const words = said.kind === 'duration' ? [said.from, said.to] : said.of
  const names = others.map(([name]) => name)
  const [one, other] = words.map((each) => namedAmong(each, names))
  if (one === undefined || other === undefined || one === other) return undefined
  return {
    said: said.kind === 'duration' ? `the time from ${one} to ${other}` : `${one} ${SIGNS[said.kind]} ${other}`,
    expected: (object) => {
      const [left, right] = [object[one], object[other]].map((value) => boundedNumber(value, true))
      return left === undefined || right === undefined ? undefined : workedOut(said, left, right)
    },
  }
}

const SIGNS = { sum: '+', difference: '-', product: '×' } as const

function workedOut(said: Exclude<ArithmeticSaid, { kind: 'total' }>, left: number, right: number): Expected {
  if (said.kind === 'duration') {
    const value = (right - left) / said.unit
    return { value, margin: Number.isInteger(value) ? 0 : 1 }
  }
  const value = said.kind === 'sum' ? left + right : said.kind === 'difference' ? left - right : left * right
  return { value, margin: marginOf([left, right]) / 2 }
}

/** The sum of a property of the items of one list beside the number. */
function totalRule(
  { each, list, beside }: Extract<ArithmeticSaid, { kind: 'total' }>,
  others: Properties,
  schemas: ApiDocument['schemas'],
): Following | undefined {
  const lists = others.flatMap(([name, { items }]) => {
    if (items === undefined || (list !== undefined && namedAmong(list, [name]) === undefined)) return []
    const { properties } = flatten(items as DocumentSchema, schemas)
    const inner = namedAmong(each, Object.keys(isObject(properties) ? properties : {}))
    return inner === undefined ? [] : [{ name, inner }]
  })
  const [found, ...rest] = lists
  const names = others.map(([name]) => name)
  const other = beside === undefined ? undefined : namedAmong(beside.words, names)
  if (found === undefined || rest.length > 0 || (beside !== undefined && other === undefined)) return undefined
  const sign = beside?.sign === 1 ? '+' : '-'
  return {
    said: `the sum of ${found.inner} in ${found.name}${other === undefined ? '' : ` ${sign} ${other}`}`,
    expected: (object) => {
      const items = object[found.name]
      const more = other === undefined ? 0 : numberIn(object[other])
      // A list that is shown empty may be left out there.
      if (!Array.isArray(items) || items.length === 0 || more === undefined) return undefined
      const shown = items.map((item) => (isObject(item) ? numberIn(item[found.inner]) : undefined))
      const parts = shown.filter((part) => part !== undefined)
      if (parts.length < items.length) return undefined
      const value = parts.reduce((sum, part) => sum + part, 0) + (beside?.sign ?? 1) * more
      return { value, margin: marginOf([...parts, more]) }
    },
  }
}
