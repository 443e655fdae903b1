import { suggestion } from '../source/suggestion.ts'
import type { DocumentSchema } from './api-document.ts'
import type { Conversion, Draft, View } from './conversion.ts'
import { type Part, partAt, partsOf } from './document-file.ts'
import { quoted } from './remarks.ts'
import { repairPattern } from './repair-pattern.ts'
import { boundsOf } from './schema-bounds.ts'
import { choicesOf } from './schema-choices.ts'
import { typeOf } from './schema-type.ts'

/** How the schemas within a schema are converted. */
export interface Within {
  /** A schema for a part of the value. */
  inside(schema: Part): DocumentSchema
  /** A schema for the same value. */
  beside(schema: Part): DocumentSchema
  parents(list: Part): readonly DocumentSchema[]
  branches(list: Part): readonly DocumentSchema[]
  properties(map: Part): Readonly<Record<string, DocumentSchema>>
  isRequired(name: string): boolean
}

type Convert = (part: Part, within: Within, conversion: Conversion) => Draft

/** A keyword whose value is of a kind; another value is left out with a remark. */
function kept(kind: string, holds: (value: unknown) => boolean): Convert {
  return (part, _, { remarks }) => {
    if (holds(part.value)) return { [part.token]: part.value }
    remarks.add(part, `${part.token} is ${kind}, not ${quoted(part.value)}`)
    return {}
  }
}

const NOTHING: Convert = () => ({})
const COUNT = kept('a whole number from 0 on', (value) => Number.isInteger(value) && (value as number) >= 0)
const FLAG = kept('true or false', (value) => typeof value === 'boolean')
const TEXT = kept('a text', (value) => typeof value === 'string')
const DATA = kept('any value', () => true)
const INSIDE: Convert = (part, within) => ({ [part.token]: within.inside(part) })
const BESIDE: Convert = (part, within) => ({ [part.token]: within.beside(part) })

/** These say nothing about a value, or are read together with others. */
const READ_ELSEWHERE = `$ref $id $schema $anchor $dynamicAnchor $dynamicRef $vocabulary $comment $defs definitions title description
  discriminator xml externalDocs deprecated nullable type enum const minimum maximum exclusiveMinimum exclusiveMaximum example examples
  additionalItems contentSchema`

const COUNTS = 'minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains'

/** Each keyword that is known. */
const KEYWORDS: Readonly<Record<string, Convert>> = {
  ...Object.fromEntries(READ_ELSEWHERE.split(/\s+/).map((keyword) => [keyword, NOTHING])),
  ...Object.fromEntries(COUNTS.split(' ').map((keyword) => [keyword, COUNT])),
  multipleOf: kept('a number above 0', (value) => typeof value === 'number' && value > 0),
  uniqueItems: FLAG,
  readOnly: FLAG,
  writeOnly: FLAG,
  format: TEXT,
  contentEncoding: TEXT,
  contentMediaType: TEXT,
  default: DATA,
  pattern: (part, _, { remarks }) => {
    const repaired = typeof part.value === 'string' ? repairPattern(part.value) : undefined
    if (repaired !== undefined) return { pattern: repaired }
    remarks.add(part, `the pattern ${quoted(part.value)} is no regular expression of ECMA-262, and is left out`)
    return {}
  },
  properties: mapped((part, within) => ({ properties: within.properties(part) })),
  patternProperties: mapped((part, within, { remarks }) => ({
    patternProperties: Object.fromEntries(
      partsOf(part).flatMap((each): [string, DocumentSchema][] => {
        const repaired = repairPattern(each.token)
        if (repaired !== undefined) return [[repaired, within.inside(each)]]
        remarks.add(each, `the pattern ${quoted(each.token)} is no regular expression of ECMA-262, and is left out`)
        return []
      }),
    ),
  })),
  dependentSchemas: mapped((part, within) => ({
    dependentSchemas: Object.fromEntries(partsOf(part).map((each) => [each.token, within.beside(each)])),
  })),
  dependentRequired: mapped((part, within) => ({
    dependentRequired: Object.fromEntries(partsOf(part).map((each) => [each.token, namesIn(each, within)])),
  })),
  required: (part, within, { remarks }) => {
    if (Array.isArray(part.value)) {
      const names = namesIn(part, within)
      return names.length === 0 ? {} : { required: names }
    }
    remarks.add(part, `required is a list of names beside properties, not ${quoted(part.value)}`)
    return {}
  },
  allOf: listed((part, within) => ({ allOf: within.parents(part) })),
  anyOf: listed((part, within) => ({ anyOf: within.branches(part) })),
  oneOf: listed((part, within, { view }) => oneOf(view, part, within)),
  prefixItems: listed((part, within) => ({ prefixItems: partsOf(part).map((each) => within.inside(each)) })),
  items: (part, within) => {
    if (!Array.isArray(part.value)) return { items: within.inside(part) }
    const rest = part.up === undefined ? undefined : partAt(part.up, 'additionalItems')
    return {
      ...(part.value.length === 0 ? {} : { prefixItems: partsOf(part).map((each) => within.inside(each)) }),
      ...(rest?.value === undefined ? {} : { items: within.inside(rest) }),
    }
  },
  contains: INSIDE,
  propertyNames: INSIDE,
  additionalProperties: INSIDE,
  unevaluatedProperties: INSIDE,
  unevaluatedItems: INSIDE,
  not: BESIDE,
  if: BESIDE,
  then: BESIDE,
  else: BESIDE,
}

/**
 * An answer is held to one alternative at least: without writeOnly properties two alternatives may become the same, and a document that
 * is loose about its alternatives is no fault of the server.
 */
function oneOf(view: View, part: Part, within: Within): Draft {
  const branches = within.branches(part)
  if (view === 'request') return { oneOf: branches }
  return part.up === undefined || partAt(part.up, 'anyOf').value === undefined
    ? { anyOf: branches }
    : { oneOf: branches }
}

/** The keywords of a schema as keywords of JSON Schema 2020-12. */
export function convertKeywords(conversion: Conversion, part: Part, within: Within): Draft {
  const draft: Draft = {
    ...typeOf(conversion, part),
    ...choicesOf(conversion, part),
    ...boundsOf(conversion, part),
    ...examplesOf(part),
  }
  for (const keyword of partsOf(part)) {
    const convert = Object.hasOwn(KEYWORDS, keyword.token) ? KEYWORDS[keyword.token] : undefined
    if (convert !== undefined) Object.assign(draft, convert(keyword, within, conversion))
    else if (!keyword.token.startsWith('x-')) remarkUnknown(conversion, keyword)
  }
  return draft
}

function remarkUnknown({ remarks }: Conversion, keyword: Part): void {
  const near = suggestion(keyword.token.slice(0, 80), Object.keys(KEYWORDS))
  remarks.add(keyword, `the keyword ${quoted(keyword.token)} is unknown, and says nothing${near}`)
}

/** The examples of the schema: `example` of 3.0, or `examples` of 3.1. */
function examplesOf(part: Part): Draft {
  const [one, several] = [partAt(part, 'example').value, partAt(part, 'examples').value]
  if (Array.isArray(several) && several.length > 0) return { examples: several }
  return one === undefined ? {} : { examples: [one] }
}

function namesIn(part: Part, within: Within): readonly string[] {
  const names = partsOf(part).map(({ value }) => value)
  return [...new Set(names.filter((name) => typeof name === 'string').filter((name) => within.isRequired(name)))]
}

/** A keyword whose value is a map of names. */
function mapped(convert: Convert): Convert {
  return (part, within, conversion) => {
    if (typeof part.value === 'object' && part.value !== null && !Array.isArray(part.value))
      return convert(part, within, conversion)
    conversion.remarks.add(part, `${part.token} is a map, not ${quoted(part.value)}`)
    return {}
  }
}

/** A keyword whose value is a list of schemas, which is not empty. */
function listed(convert: Convert): Convert {
  return (part, within, conversion) => {
    if (Array.isArray(part.value) && part.value.length > 0) return convert(part, within, conversion)
    conversion.remarks.add(part, `${part.token} is a list of at least one schema, not ${quoted(part.value)}`)
    return {}
  }
}
