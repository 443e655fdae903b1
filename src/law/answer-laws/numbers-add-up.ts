import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { ArithmeticSaid } from '../../document/says/says-arithmetic.ts'
import { isObject } from '../../json/pointer.ts'
import { flatten } from '../body/flatten-schema.ts'
import { type Expected, isNear, marginOf, namedAmong, numberIn, rounded } from '../compare/add-up.ts'
import { boundedNumber } from '../compare/bounded-value.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { judgeProperties, type Properties, type PropertyRule, type Values } from './judge-properties.ts'

/** A number that follows from values beside it has the value that follows. */
export const numbersAddUp: AnswerLaw = {
  id: 'numbers-add-up',
  level: 'must',
  text: 'A number that is the sum, the difference or the product of values beside it, by its description, has that value in each answer. So has the sum of a list beside it, and the time between two others.',
  source: 'the document: a description such as "Sum of the line totals, less the discount"',
  judge: judgeProperties((properties, schemas) => {
    // A percentage, or a part that is taken off elsewhere, changes what a formula means.
    if (properties.some(([name, property]) => property['x-share'] === true || SHARES.test(name))) return []
    return properties.flatMap(([name, property]) => {
      const said = property['x-arithmetic'] as ArithmeticSaid | undefined
      const others = properties.filter(([other]) => other !== name)
      const following = said === undefined ? undefined : followingOf(said, others, schemas)
      return following === undefined ? [] : [ruleOf(name, following)]
    })
  }),
}

/** How a number follows from others of its object. */
interface Following {
  /** The same in words. */
  readonly said: string
  /** The number that follows. Undefined where a part is missing. */
  readonly expected: (object: Values) => Expected | undefined
}

function ruleOf(name: string, following: Following): PropertyRule {
  return {
    name,
    problemIn: (object, asked) => {
      const [shown, expected] = [numberIn(object[name]), following.expected(object)]
      if (shown === undefined || expected === undefined || isNear(shown, expected)) return undefined
      const value = rounded(expected.value)
      const message = `expected ${value} at /${name}, which is ${following.said}, got ${shown} (${asked})`
      return { signature: 'does-not-add-up', message, expected: value, actual: shown }
    },
  }
}

/** The name of a share of something, such as `taxRate`. */
const SHARES = /(?:percent(?:age)?|pct|ratio|share|(?:tax|vat|discount)_?rate)$/i

function followingOf(said: ArithmeticSaid, others: Properties, schemas: ApiDocument['schemas']): Following | undefined {
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
