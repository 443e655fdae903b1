import type { DocumentSchema } from '../../document/api-document.ts'
import { flatten, typeOf } from './flatten-schema.ts'
import { type Making } from './plausible-value.ts'
import { requiredAlone } from './without-excess.ts'

type Schemas = Making['schemas']

/** The deepest nesting of references and `allOf` above the alternatives of a schema, as a count. */
const DEEPEST = 8

/**
 * The schema of an object once for each alternative of its `oneOf` or `anyOf`, with that alternative alone. Empty where the schema has no
 * alternatives, or where some are no objects.
 */
export function alternativesOf(schema: DocumentSchema, schemas: Schemas, depth = 0): readonly DocumentSchema[] {
  if (typeof schema === 'boolean' || depth > DEEPEST) return []
  // A discriminator chooses among alternatives, of which one is left.
  const { $ref, oneOf, anyOf, allOf, discriminator: _, ...own } = schema
  if (typeof $ref === 'string') return alternativesOf(schemas[$ref] ?? true, schemas, depth + 1)
  const choices = (Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : []) as readonly DocumentSchema[]
  const parts = (Array.isArray(allOf) ? allOf : []) as readonly DocumentSchema[]
  if (choices.length > 1) {
    const areObjects = choices.every((one) => typeOf(flatten(one, schemas)) === 'object')
    // Alternatives that only require other properties would all allow what one of them has.
    const areApart = Array.isArray(oneOf) && choices.every((one) => requiredAlone(one) !== undefined)
    const besides = (one: DocumentSchema): readonly DocumentSchema[] =>
      areApart ? choices.filter((other) => other !== one).map((not) => ({ not })) : []
    return areObjects ? choices.map((one) => ({ ...own, allOf: [...parts, one, ...besides(one)] })) : []
  }
  for (const [index, part] of parts.entries()) {
    const found = alternativesOf(part, schemas, depth + 1)
    if (found.length > 0) return found.map((one) => ({ ...own, allOf: parts.with(index, one) }))
  }
  return []
}
