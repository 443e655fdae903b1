import { variantOf } from '../../contract/keys.ts'
import type { SchemaError } from '../../contract/validators.ts'
import type { Observation } from '../observation.ts'

/**
 * The first rule of its schema that the body of a write violates, in words, such as `required apiKey` or `maxLength 80 at /name`. Undefined for
 * a body that is valid or no JSON, and for a key without a schema.
 */
export function brokenRule({
  request: { key, role, body },
  contract,
  validators,
}: Pick<Observation, 'request' | 'contract' | 'validators'>): string | undefined {
  const variant = key === undefined || (role !== 'create' && role !== 'update') ? undefined : variantOf(contract, key)
  if (variant === undefined || body === undefined) return undefined
  const [error] = validators(variant.request)(body)
  return error === undefined ? undefined : ruleOf(error)
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
