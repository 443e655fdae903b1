import type { Conversion, SchemaDraft } from './conversion.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { quoted } from '../../source/quoted.ts'
import { typedValue } from '../file/typed-value.ts'

/** The `enum` and `const` of a schema, read as the type that the schema states. */
export function choicesOf({ remarks }: Conversion, part: Part): SchemaDraft {
  const [listed, fixed, type] = [partAt(part, 'enum'), partAt(part, 'const'), partAt(part, 'type').value]
  const constant: SchemaDraft = fixed.value === undefined ? {} : { const: typedValue(fixed, type) }
  if (listed.value === undefined) return constant
  if (!Array.isArray(listed.value) || listed.value.length === 0) {
    remarks.add(listed, `enum is a list of at least one value, not ${quoted(listed.value)}`)
    return constant
  }
  const values = partsOf(listed).map((each) => ({ written: each.value, read: typedValue(each, type) }))
  if (values.some(({ written, read }) => written !== read))
    remarks.add(listed, `the values of enum are not of the type ${quoted(type)}, and are read as such`)
  const once = new Map(values.map(({ read }) => [JSON.stringify(read), read]))
  return { ...constant, enum: [...once.values()] }
}

/** The examples of a schema: `example` of 3.0, or `examples` of 3.1. */
export function examplesOf(part: Part): SchemaDraft {
  const [one, several, type] = [partAt(part, 'example'), partAt(part, 'examples'), partAt(part, 'type').value]
  if (Array.isArray(several.value) && several.value.length > 0)
    return { examples: partsOf(several).map((each) => typedValue(each, type)) }
  return one.value === undefined ? {} : { examples: [typedValue(one, type)] }
}
