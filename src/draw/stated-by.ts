import type { SchemaError } from '../contract/validators.ts'

/** The longest text, in characters. */
const LONGEST = 120

/** The value of the broken keyword in the contract's schema, in words: `80` of a maxLength, `EU, US` of an enum. */
export function statedBy({ keyword, params }: Pick<SchemaError, 'keyword' | 'params'>): string | undefined {
  const stated: unknown = params[PARAMETERS[keyword] ?? '']
  if (stated === undefined) return undefined
  const text = [stated]
    .flat()
    .map(textOf)
    .join(keyword === 'type' ? ' or ' : ', ')
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

function textOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
}

/** The parameter of an error of ajv that holds the value of its keyword. */
const PARAMETERS: Readonly<Record<string, string>> = {
  type: 'type',
  enum: 'allowedValues',
  const: 'allowedValue',
  pattern: 'pattern',
  format: 'format',
  multipleOf: 'multipleOf',
  ...Object.fromEntries(
    ['Length', 'imum', 'Items', 'Properties'].flatMap((end) => [
      [`min${end}`, 'limit'],
      [`max${end}`, 'limit'],
    ]),
  ),
  exclusiveMinimum: 'limit',
  exclusiveMaximum: 'limit',
}
