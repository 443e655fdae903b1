import { isObject } from '../../json/pointer.ts'
import type { DocumentSchema } from '../api-document.ts'
import { isClosed } from './closed-schemas.ts'
import type { Conversion, SchemaForm } from './conversion.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { type Discrimination, keyOf, mappingOf, nameOf, propertyOf } from './families.ts'
import { targetOf } from '../file/follow.ts'
import { requiredNames } from './hidden-properties.ts'
import { inheritedParts } from './inherited-parts.ts'
import { withNull } from './with-null.ts'

/**
 * The alternatives of a schema with a discriminator: each allows only the values that stand for it. Undefined for other schemas.
 * A value that a mapping states counts in both views. A name of a schema is a value only in requests: servers often use others.
 */
export function discriminatedBranches(
  conversion: Conversion,
  schema: Part,
  { list, open }: { readonly list: Part; readonly open: boolean },
): readonly DocumentSchema[] | undefined {
  const property = propertyOf(schema)
  if (property === undefined) return undefined
  const mapping = mappingOf(schema, conversion.follow)
  return partsOf(list).map((branch) => {
    const target = targetOf(branch, conversion.follow)
    if (target === undefined) return {}
    const stated = mapping.get(keyOf(target)) ?? []
    const values = stated.length === 0 && conversion.view === 'request' ? [nameOf(target)] : stated
    return withNull(
      branch,
      discriminated(conversion, target, { property, values, open: open && isClosed(conversion, target) }),
    )
  })
}

/**
 * A schema by reference, held to the values of a discriminator where the schema does not state its own. A request always names the
 * value: OpenAPI makes the property required, and authors forget to say so.
 */
export function discriminated(
  conversion: Conversion,
  target: Part,
  { property, values, plain = false, open = false }: Discrimination & SchemaForm,
): Record<string, unknown> {
  const reference = { $ref: conversion.uriOf(target, { plain, open }) }
  const [only] = values
  const states = only === undefined || statesOwn(conversion, target, { property, values })
  const held = values.length === 1 ? { const: only } : { enum: values }
  const demands = conversion.view === 'request' && !(states && requiredNames(conversion, target).has(property))
  const added = {
    ...(demands ? { type: 'object', required: [property] } : {}),
    ...(states ? {} : { properties: Object.fromEntries([[property, held]]) }),
  }
  return Object.keys(added).length === 0 ? reference : { allOf: [reference, added] }
}

/** True if the schema itself lists the values of the property, in `enum` or `const`. */
function statesOwn(conversion: Conversion, schema: Part, { property, values }: Discrimination): boolean {
  return inheritedParts(conversion, schema).some((part) => {
    const found = conversion.follow.follow(partAt(part, 'properties', property))
    return found !== undefined && isObject(found.value) && listsOwn(found, values)
  })
}

/** True for one listed value, and for others than the mapping gives. A list of a whole family says nothing about one of its schemas. */
function listsOwn(property: Part, values: readonly string[]): boolean {
  if (partAt(property, 'const').value !== undefined) return true
  const choices = partAt(property, 'enum').value
  return Array.isArray(choices) && (choices.length === 1 || !values.some((value) => choices.includes(value)))
}
