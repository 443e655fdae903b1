import type { DocumentSchema } from '../api-document.ts'
import { breakCycles } from './break-cycles.ts'
import type { Conversion, SchemaDraft, SchemaForm, View } from './conversion.ts'
import { convertSchema, convertVariant } from './convert-schema.ts'
import { factsOf } from './description-facts.ts'
import { discriminated } from './discriminated-branches.ts'
import type { Part } from '../file/document-file.ts'
import type { Discrimination, Families, Family } from './families.ts'
import type { Follow } from '../file/follow.ts'
import type { Remarks } from '../file/remarks.ts'
import { createSchemaNames } from './schema-names.ts'

/** The schemas of a document in both views. */
export interface SchemaLibrary {
  /** A schema where it stands. Those that it refers to become named schemas. */
  schemaOf(part: Part, view: View): DocumentSchema
  /** Names a schema and converts it in both views. */
  include(part: Part): void
  /** All named schemas by URI. */
  finish(): Readonly<Record<string, DocumentSchema>>
}

export interface LibraryContext {
  readonly openapi: '3.0' | '3.1'
  readonly remarks: Remarks
  readonly follow: Follow
  readonly families: Families
  readonly said: Conversion['said']
}

/** The most schemas and parts of schemas that are converted. */
const MOST = 2_000_000

export function createSchemaLibrary(context: LibraryContext): SchemaLibrary {
  const nameOf = createSchemaNames()
  const schemas = new Map<string, DocumentSchema>()
  const queue: { readonly uri: string; readonly target: Part; readonly variant: SchemaForm; readonly view: View }[] = []
  const facts = createFacts()
  let left = MOST
  const conversionOf = (view: View): Conversion => ({
    ...context,
    facts,
    view,
    mayGrow: () => (left -= 1) > 0,
    uriOf: (target, { plain = false, open = false } = {}) => {
      // An answer has no copies of schemas that inherit: their discriminators are checked by the head of the family.
      const bare = plain && (view === 'request' || context.families.isHead(target))
      const uri = `${view}:${nameOf(target, `${bare ? '.plain' : ''}${open ? '.open' : ''}`)}`
      if (!schemas.has(uri)) {
        schemas.set(uri, true)
        queue.push({ uri, target, variant: { plain: bare, open }, view })
      }
      return uri
    },
  })
  const conversions = { request: conversionOf('request'), answer: conversionOf('answer') }
  return {
    schemaOf: (part, view) => convertSchema(conversions[view], part),
    include: (part) => {
      conversions.request.uriOf(part)
      conversions.answer.uriOf(part)
    },
    finish: () => {
      for (const { uri, target, variant, view } of queue) {
        const conversion = conversions[view]
        const inherited = variant.plain === true || variant.open === true
        schemas.set(uri, inherited ? convertVariant(conversion, target, variant) : convertNamed(conversion, target))
      }
      return breakCycles(Object.fromEntries(schemas))
    },
  }
}

/** The facts of descriptions, of which each is read once. */
function createFacts(): Conversion['facts'] {
  const known = new Map<unknown, SchemaDraft>()
  return (description) => {
    const facts = known.get(description) ?? factsOf(description)
    known.set(description, facts)
    return facts
  }
}

/** A named schema. The head of a family stands for any of its children. */
function convertNamed(conversion: Conversion, target: Part): DocumentSchema {
  const family = conversion.families.headedBy(target)
  if (family !== undefined)
    return conversion.view === 'request' ? anyChild(conversion, target, family) : byValue(conversion, target, family)
  const own = conversion.families.valuesOf(target)
  if (own === undefined || conversion.view === 'answer') return convertSchema(conversion, target)
  return discriminated(conversion, target, { ...own, plain: true })
}

function anyChild(conversion: Conversion, head: Part, { property, children, own }: Family): DocumentSchema {
  const itself = own.length === 0 ? [] : [discriminated(conversion, head, { property, values: own, plain: true })]
  return { anyOf: [...itself, ...children.map((child) => ({ $ref: conversion.uriOf(child) }))] }
}

/** An answer conforms to the head, and to the child that its discriminator names. */
function byValue(conversion: Conversion, head: Part, { property, children }: Family): DocumentSchema {
  const cases = children.flatMap((child) => {
    const discrimination = conversion.families.valuesOf(child)
    return discrimination === undefined ? [] : [whereValue({ ...discrimination, property }, conversion.uriOf(child))]
  })
  return { allOf: [{ $ref: conversion.uriOf(head, { plain: true }) }, ...cases] }
}

function whereValue({ property, values }: Discrimination, uri: string): DocumentSchema {
  return {
    if: { type: 'object', required: [property], properties: Object.fromEntries([[property, { enum: values }]]) },
    then: { $ref: uri },
  }
}
