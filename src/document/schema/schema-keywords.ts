import type { DocumentSchema } from '../api-document.ts'
import type { Conversion, SchemaDraft, View } from './conversion.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { type Convert, kept, listed, mapped, type Within } from './keyword-kinds.ts'
import { quoted } from '../../source/quoted.ts'
import { repairPattern } from './repair-pattern.ts'
import { patternOf } from './schema-pattern.ts'
import { defaultOf } from '../says/says-default.ts'
import { typedValue } from '../file/typed-value.ts'

const NOTHING: Convert = () => ({})
const COUNT = kept('a whole number from 0 on', (value) => Number.isInteger(value) && (value as number) >= 0)
const FLAG = kept('true or false', (value) => typeof value === 'boolean')
const TEXT = kept('a text', (value) => typeof value === 'string')
const INSIDE: Convert = (part, within) => ({ [part.token]: within.inside(part) })
const BESIDE: Convert = (part, within) => ({ [part.token]: within.beside(part) })

/** These say nothing about a value, or are read together with others. */
const READ_ELSEWHERE = `$ref $id $schema $anchor $dynamicAnchor $dynamicRef $vocabulary $comment $defs definitions title
  discriminator xml externalDocs deprecated nullable type enum const minimum maximum exclusiveMinimum exclusiveMaximum example examples
  additionalItems contentSchema`

const COUNTS = 'minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains'

/** Each keyword that is known. */
export const KEYWORDS: Readonly<Record<string, Convert>> = {
  ...Object.fromEntries(READ_ELSEWHERE.split(/\s+/).map((keyword) => [keyword, NOTHING])),
  ...Object.fromEntries(COUNTS.split(' ').map((keyword) => [keyword, COUNT])),
  multipleOf: kept('a number above 0', (value) => typeof value === 'number' && value > 0),
  uniqueItems: FLAG,
  readOnly: FLAG,
  writeOnly: FLAG,
  format: TEXT,
  contentEncoding: encoded,
  contentMediaType: TEXT,
  description: (part, _, { facts }) => ({ ...facts(part.value), ...defaultIn(part) }),
  'x-ms-mutability': mutability,
  default: (part) => ({ default: typedValue(part, part.up === undefined ? undefined : partAt(part.up, 'type').value) }),
  pattern: (part, _, conversion) => patternOf(conversion, part),
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
  additionalProperties: (part, within) =>
    within.isOpen && part.value === false ? {} : { additionalProperties: within.inside(part) },
  unevaluatedProperties: INSIDE,
  unevaluatedItems: INSIDE,
  not: BESIDE,
  if: BESIDE,
  then: BESIDE,
  else: BESIDE,
}

/** The default that a description states: `Defaults to true.` */
function defaultIn({ value, up }: Part): SchemaDraft {
  if (up === undefined) return {}
  // Beside a reference, the type is that of the `default`.
  const type = partAt(up, 'type').value ?? typeof partAt(up, 'default').value
  const found = defaultOf(value, type, partAt(up, 'enum').value)
  return found === undefined ? {} : { 'x-default': found }
}

/** Azure lists the requests that may set a property: `[create, read]` for one that no update changes. */
function mutability({ value }: Part): SchemaDraft {
  if (!Array.isArray(value) || value.includes('update')) return {}
  return value.includes('create') ? { 'x-create-only': true } : value.includes('read') ? { 'x-server-set': true } : {}
}

/** Text in Base64 is what 3.0 calls the format `byte`. */
function encoded(part: Part, within: Within, conversion: Conversion): SchemaDraft {
  const isByte = part.value === 'base64' && (part.up === undefined || partAt(part.up, 'format').value === undefined)
  return { ...TEXT(part, within, conversion), ...(isByte ? { format: 'byte' } : {}) }
}

/**
 * Holds an answer to one alternative at least. Without writeOnly properties two alternatives may become the same. A document that is loose
 * about its alternatives is no fault of the server.
 */
function oneOf(view: View, part: Part, within: Within): SchemaDraft {
  const branches = within.branches(part)
  if (view === 'request') return { oneOf: branches }
  return part.up === undefined || partAt(part.up, 'anyOf').value === undefined
    ? { anyOf: branches }
    : { oneOf: branches }
}

function namesIn(part: Part, within: Within): readonly string[] {
  const names = partsOf(part).map(({ value }) => value)
  return [...new Set(names.filter((name) => typeof name === 'string').filter((name) => within.isRequired(name)))]
}
