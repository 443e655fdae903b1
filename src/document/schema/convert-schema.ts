import { isObject } from '../../json/pointer.ts'
import type { DocumentSchema } from '../api-document.ts'
import { isClosed, isJoined } from './closed-schemas.ts'
import type { Conversion, SchemaDraft, SchemaForm } from './conversion.ts'
import { discriminatedBranches } from './discriminated-branches.ts'
import { type Part, partsOf } from '../file/document-file.ts'
import { referenceOf, targetOf } from '../file/follow.ts'
import { hiddenNames, isHidden, requiredNames } from './hidden-properties.ts'
import { quoted } from '../../source/quoted.ts'
import { withNull } from './with-null.ts'
import { convertKeywords } from './convert-keywords.ts'
import { withTogether } from './with-together.ts'

/** The surroundings of a schema: what the schemas around it, for the same value, hide; whether it is joined with others; its depth. */
interface Standing {
  readonly hidden: ReadonlySet<string>
  readonly open: boolean
  readonly level: number
}

const ALONE: Standing = { hidden: new Set(), open: false, level: 0 }
const DEEPEST = 100

/** A schema of the document as JSON Schema 2020-12, in the view of the conversion. Broken parts are left open, with a remark. */
export function convertSchema(conversion: Conversion, part: Part, standing: Standing = ALONE): DocumentSchema {
  if (typeof part.value === 'boolean') return part.value
  if (!isObject(part.value)) {
    conversion.remarks.add(part, `a schema is a map, not ${quoted(part.value)}`)
    return {}
  }
  if (standing.level > DEEPEST || !conversion.mayGrow()) {
    conversion.remarks.add(part, 'the schemas are too large or too deep here; this one is left open')
    return {}
  }
  const reference = referenceOf(part)
  const target = targetOf(part, conversion.follow)
  const referred =
    target === undefined
      ? {}
      : { $ref: conversion.uriOf(target, { open: standing.open && isClosed(conversion, target) }) }
  if (reference !== undefined && conversion.openapi === '3.0') return withNull(part, referred)
  return withNull(part, { ...convertObject(conversion, part, standing), ...referred })
}

function convertObject(conversion: Conversion, part: Part, standing: Standing): SchemaDraft {
  const hidden = new Set([...standing.hidden, ...hiddenNames(conversion, part)])
  const open = standing.open || isJoined(part)
  const deeper: Standing = { ...ALONE, level: standing.level + 1 }
  const beside: Standing = { hidden, open: false, level: standing.level + 1 }
  const draft = convertKeywords(conversion, part, {
    inside: (schema) => convertSchema(conversion, schema, deeper),
    beside: (schema) => convertBeside(conversion, schema, beside),
    parents: (list) => partsOf(list).map((schema) => convertParent(conversion, schema, { ...beside, open })),
    // A choice that is joined with other properties stays open to them in each of its alternatives.
    branches: (list) =>
      discriminatedBranches(conversion, part, { list, open: standing.open }) ??
      partsOf(list).map((schema) => convertBeside(conversion, schema, { ...beside, open: standing.open })),
    properties: (map) =>
      Object.fromEntries(
        partsOf(map)
          .filter((property) => !isHidden(conversion, property))
          .map((property) => [property.token, withSaidByApi(conversion, property, deeper)]),
      ),
    isRequired: (name) => !hidden.has(name),
    isOpen: open,
  })
  return conversion.view === 'request' ? withTogether(part, draft) : draft
}

/** A property, with what the description of the API says of each property of its name. Its own description goes before that. */
function withSaidByApi(conversion: Conversion, property: Part, standing: Standing): DocumentSchema {
  const schema = convertSchema(conversion, property, standing)
  if (typeof schema === 'boolean') return schema
  const { 'x-merged': merged, 'x-replaced': replaced, ...said } = conversion.said(property.token, schema)
  const isTold = schema['x-merged'] === true || schema['x-replaced'] === true
  return {
    ...said,
    ...(isTold || merged === undefined ? {} : { 'x-merged': true }),
    ...(isTold || replaced === undefined ? {} : { 'x-replaced': true }),
    ...schema,
  }
}

/** A schema for the same value. One that demands a hidden property is copied without the demand. */
function convertBeside(conversion: Conversion, part: Part, standing: Standing): DocumentSchema {
  const target = targetOf(part, conversion.follow)
  return target !== undefined && demandsHidden(conversion, target, standing.hidden)
    ? convertSchema(conversion, target, { ...standing, level: standing.level + 1 })
    : convertSchema(conversion, part, standing)
}

/** A schema in `allOf`. A parent that chooses among its children does not choose here: the child is one already. */
function convertParent(conversion: Conversion, part: Part, standing: Standing): DocumentSchema {
  const target = targetOf(part, conversion.follow)
  if (target === undefined || !conversion.families.isMember(target)) return convertBeside(conversion, part, standing)
  const open = standing.open && isClosed(conversion, target)
  return withNull(part, { $ref: conversion.uriOf(target, { plain: true, open }) })
}

function demandsHidden(conversion: Conversion, target: Part, hidden: ReadonlySet<string>): boolean {
  if (hidden.size === 0) return false
  const own = hiddenNames(conversion, target)
  return [...requiredNames(conversion, target)].some((name) => hidden.has(name) && !own.has(name))
}

/** A schema in a form that others inherit from. */
export function convertVariant(
  conversion: Conversion,
  part: Part,
  { plain, open = false }: SchemaForm,
): DocumentSchema {
  const standing = { ...ALONE, open }
  if (plain !== true || !isObject(part.value) || !conversion.families.isHead(part))
    return convertSchema(conversion, part, standing)
  const value = Object.fromEntries(
    Object.entries(part.value).filter(([keyword]) => !['oneOf', 'anyOf', 'discriminator'].includes(keyword)),
  )
  return convertSchema(conversion, { ...part, value }, standing)
}
