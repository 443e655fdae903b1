import { brief } from '../assertion-kind.ts'
import { variantOf } from '../../contract/keys.ts'
import { valueAt } from '../../json/pointer.ts'
import type { SchemaError } from '../../contract/validators.ts'
import type { Observation } from '../observation.ts'
import { counted } from './counted.ts'

/** A rule of its schema that a body violates, in words. */
interface BrokenRule {
  /** The rule and its place, such as `required apiKey` or `maxLength 80 at /name`. */
  readonly rule: string
  /** The value that violates the rule, as the end of a sentence, such as `, which has 81 characters`; empty where the rule tells it. */
  readonly value: string
}

/** The first rule that the body of a write violates. Undefined for a body that is valid or no JSON, and for a key without a schema. */
export function brokenRule({
  request: { key, role, body },
  contract,
  validators,
}: Pick<Observation, 'request' | 'contract' | 'validators'>): BrokenRule | undefined {
  const variant = key === undefined || (role !== 'create' && role !== 'update') ? undefined : variantOf(contract, key)
  if (variant === undefined || body === undefined) return undefined
  const [error] = validators(variant.request)(body)
  if (error === undefined) return undefined
  const { keyword, instancePath } = error
  const isSecret = variant.redactions[instancePath] !== undefined
  return { rule: ruleOf(error), value: valueText(keyword, valueAt(body, instancePath), isSecret) }
}

/** Rules about the length of a text, or about a value itself. */
const OF_LENGTH = new Set(['minLength', 'maxLength'])
const OF_VALUE = new Set(['enum', 'const', 'pattern', 'format', 'type', 'minimum', 'maximum', 'multipleOf'])

function valueText(keyword: string, value: unknown, isSecret: boolean): string {
  const isText = typeof value === 'string'
  if (isText && (OF_LENGTH.has(keyword) || (OF_VALUE.has(keyword) && isSecret)))
    return `, which has ${counted(Array.from(value).length, 'character')}`
  if (!OF_VALUE.has(keyword) || isSecret) return ''
  return typeof value === 'object' && value !== null ? '' : `, which is ${brief(value)}`
}

/** The parameters of ajv that tell what a rule states. */
interface Stated {
  readonly missingProperty?: string
  readonly allowedValues?: readonly (string | number | boolean)[]
  readonly type?: string | readonly string[]
  readonly limit?: number
  readonly pattern?: string
  readonly format?: string
}

function ruleOf({ keyword, instancePath, params }: SchemaError): string {
  const { missingProperty, allowedValues, type, limit, pattern, format } = params as Stated
  const stated = allowedValues ?? type ?? limit ?? pattern ?? format
  const words = Array.isArray(stated) ? stated.map(String).join(keyword === 'type' ? ' or ' : ', ') : stated
  const rule = words === undefined ? keyword : `${keyword} ${String(words)}`
  const at = instancePath === '' ? '' : ` at ${instancePath}`
  if (missingProperty !== undefined) return `${keyword} ${missingProperty}${at}`
  return `${rule}${at === '' ? ' at the root' : at}`
}
