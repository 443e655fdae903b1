import { isObject } from '../json/pointer.ts'
import type { DocumentSchema } from './api-document.ts'
import type { Conversion, Draft } from './conversion.ts'
import { discriminatedBranches } from './discriminated-branches.ts'
import { type Part, partsOf } from './document-file.ts'
import { referenceOf } from './follow.ts'
import { hiddenNames, isHidden, requiredNames } from './hidden-properties.ts'
import { quoted } from './remarks.ts'
import { withNull } from './with-null.ts'
import { convertKeywords } from './convert-keywords.ts'

/** Where a schema stands: what the schemas around it, for the same value, hide; and how deep it is. */
interface Standing {
  readonly hidden: ReadonlySet<string>
  readonly level: number
}

const NOTHING_HIDDEN: ReadonlySet<string> = new Set()
const DEEPEST = 100

/** A schema of the document as JSON Schema 2020-12, in the view of the conversion. Broken parts are left open, with a remark. */
export function convertSchema(
  conversion: Conversion,
  part: Part,
  standing: Standing = { hidden: NOTHING_HIDDEN, level: 0 },
): DocumentSchema {
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
  if (reference !== undefined && conversion.openapi === '3.0')
    return withNull(part, referred(conversion, part, reference))
  const own = convertObject(conversion, part, standing)
  return withNull(part, reference === undefined ? own : { ...own, ...referred(conversion, part, reference) })
}

function referred(conversion: Conversion, part: Part, reference: string): Draft {
  const target = conversion.follow.target(part, reference)
  return target === undefined ? {} : { $ref: conversion.uriOf(target) }
}

function convertObject(conversion: Conversion, part: Part, standing: Standing): Draft {
  const hidden = new Set([...standing.hidden, ...hiddenNames(conversion, part)])
  const deeper: Standing = { hidden: NOTHING_HIDDEN, level: standing.level + 1 }
  const beside: Standing = { hidden, level: standing.level + 1 }
  return convertKeywords(conversion, part, {
    inside: (schema) => convertSchema(conversion, schema, deeper),
    beside: (schema) => convertBeside(conversion, schema, beside),
    parents: (list) => partsOf(list).map((schema) => convertParent(conversion, schema, beside)),
    branches: (list) =>
      discriminatedBranches(conversion, part, list) ??
      partsOf(list).map((schema) => convertBeside(conversion, schema, beside)),
    properties: (map) =>
      Object.fromEntries(
        partsOf(map)
          .filter((property) => !isHidden(conversion, property))
          .map((property) => [property.token, convertSchema(conversion, property, deeper)]),
      ),
    isRequired: (name) => !hidden.has(name),
  })
}

/** A schema for the same value. One that demands a hidden property is copied without the demand. */
function convertBeside(conversion: Conversion, part: Part, standing: Standing): DocumentSchema {
  const target = targetOf(conversion, part)
  if (target === undefined) return convertSchema(conversion, part, standing)
  return demandsHidden(conversion, target, standing.hidden)
    ? convertSchema(conversion, target, { ...standing, level: standing.level + 1 })
    : convertSchema(conversion, part, standing)
}

/** A schema in `allOf`. A parent that chooses among its children does not choose here: the child is one already. */
function convertParent(conversion: Conversion, part: Part, standing: Standing): DocumentSchema {
  const target = targetOf(conversion, part)
  const plain = target !== undefined && conversion.families.isMember(target)
  if (target === undefined || !plain) return convertBeside(conversion, part, standing)
  return withNull(part, { $ref: conversion.uriOf(target, true) })
}

function targetOf(conversion: Conversion, part: Part): Part | undefined {
  const reference = referenceOf(part)
  return reference === undefined ? undefined : conversion.follow.target(part, reference)
}

function demandsHidden(conversion: Conversion, target: Part, hidden: ReadonlySet<string>): boolean {
  if (hidden.size === 0) return false
  const own = hiddenNames(conversion, target)
  return [...requiredNames(conversion, target)].some((name) => hidden.has(name) && !own.has(name))
}

/** The schema of a parent without the choice among its children. */
export function convertPlain(conversion: Conversion, part: Part): DocumentSchema {
  if (!isObject(part.value)) return convertSchema(conversion, part)
  if (!conversion.families.isHead(part)) return convertSchema(conversion, part)
  const value = Object.fromEntries(
    Object.entries(part.value).filter(([keyword]) => !['oneOf', 'anyOf', 'discriminator'].includes(keyword)),
  )
  return convertSchema(conversion, { ...part, value })
}
