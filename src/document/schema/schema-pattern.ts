import type { Conversion, SchemaDraft } from './conversion.ts'
import { type Part, partAt } from '../file/document-file.ts'
import { quoted } from '../../source/quoted.ts'
import { asLengths, repairPattern } from './repair-pattern.ts'

/** The `pattern` of a schema as ECMA-262. One that only bounds the length becomes lengths, where the schema states none. */
export function patternOf({ remarks }: Conversion, part: Part): SchemaDraft {
  const pattern = typeof part.value === 'string' ? repairPattern(part.value) : undefined
  if (pattern === undefined) {
    remarks.add(part, `the pattern ${quoted(part.value)} is no regular expression of ECMA-262, and is left out`)
    return {}
  }
  const bounds = ['minLength', 'maxLength'].some(
    (name) => part.up !== undefined && partAt(part.up, name).value !== undefined,
  )
  return { pattern, ...(bounds ? {} : asLengths(pattern)) }
}
