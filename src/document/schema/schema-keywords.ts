import type { DocumentSchema } from '../api-document.ts'
import type { Conversion, Draft, View } from './conversion.ts'
import { maskedInAnswers } from '../says/says-masked.ts'
import { saysNullClears } from '../says/says-null-clears.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { type Convert, kept, listed, mapped, type Within } from './keyword-kinds.ts'
import { quoted } from '../../source/quoted.ts'
import { repairPattern } from './repair-pattern.ts'
import { patternOf } from './schema-pattern.ts'
import { saysPageCount, saysUnfiltered } from '../says/says-count.ts'
import { saysCurrentPage } from '../says/says-current-page.ts'
import { defaultOf } from '../says/says-default.ts'
import { saysDerived } from '../says/says-derived.ts'
import { saysEpoch } from '../says/says-epoch.ts'
import { saysHttpStatus } from '../says/says-http-status.ts'
import { saysIdempotent } from '../says/says-idempotent.ts'
import { saysInstant } from '../says/says-instant.ts'
import { saysImmutable } from '../says/says-immutable.ts'
import { saysChanged } from '../says/says-changed.ts'
import { keyOf } from '../says/says-key-of.ts'
import { saysKept } from '../says/says-kept.ts'
import {
  saysEmptyRemoves,
  saysMerged,
  saysMergedByUpdates,
  saysNullRemoves,
  saysReplaced,
} from '../says/says-merged.ts'
import { saysMustExist, saysNeedNotExist } from '../says/says-must-exist.ts'
import { saysStaleRefused } from '../says/says-stale-refused.ts'
import { saysServerSets } from '../says/says-server-sets.ts'
import { saysShownElsewhere, saysWriteOnly } from '../says/says-write-only.ts'
import { saysOfReads } from '../says/says-of-reads.ts'
import { saysVersionChanges } from '../says/says-version-changes.ts'
import { numberInState, numberOf } from '../says/says-number.ts'
import { oneOfSaid } from '../says/says-one-of.ts'
import { afterSaid } from '../says/says-after.ts'
import { nullSaid } from '../says/says-null.ts'
import { saysRule } from '../says/says-rule.ts'
import { orderSaid } from '../says/says-order.ts'
import { saysPathKey } from '../says/says-path-key.ts'
import { totalOf } from '../says/says-total.ts'
import { storedListSaid } from '../says/says-stored-list.ts'
import { storedTextSaid } from '../says/says-stored-text.ts'
import { saysTaken } from '../says/says-taken.ts'
import { ignoresCase, storesOneCase, saysUnique } from '../says/says-unique.ts'
import { saysWalkEnds } from '../says/says-walk-ends.ts'
import { saysUrl } from '../says/says-url.ts'
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
  description: (part) => ({ ...factsOf(part.value), ...defaultIn(part) }),
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

/** Keywords for the words of a description about a value. */
function factsOf(value: unknown): Draft {
  return {
    ...(saysUnique(value) || saysTaken(value)
      ? { 'x-unique': String(value), ...(ignoresCase(value) || storesOneCase(value) ? { 'x-any-case': true } : {}) }
      : {}),
    ...(saysServerSets(value) ? { 'x-server-set': true } : {}),
    ...(saysWriteOnly(value) ? { 'x-write-only': true } : {}),
    ...stated('x-masked', maskedInAnswers(value)),
    ...stated('x-one-of', oneOfSaid(value)),
    ...stated('x-null-by', nullSaid(value)),
    ...stated('x-after', afterSaid(value)),
    ...(saysRule(value) ? { 'x-rule': true } : {}),
    ...(saysMustExist(value) ? { 'x-must-exist': true } : {}),
    ...(saysNeedNotExist(value) ? { 'x-may-miss': true } : {}),
    ...(saysKept(value) ? { 'x-kept': true } : {}),
    ...(saysMerged(value) ? { 'x-merged': true } : {}),
    ...(saysReplaced(value) ? { 'x-replaced': true } : {}),
    ...(saysPathKey(value) ? { 'x-path-key': true } : {}),
    ...(saysNullRemoves(value) ? { 'x-null-removes': true } : {}),
    ...(saysEmptyRemoves(value) ? { 'x-empty-removes': true } : {}),
    ...(saysNullClears(value) ? { 'x-null-clears': true } : {}),
    ...(saysMergedByUpdates(value) ? { 'x-merged-by-updates': true } : {}),
    ...(saysChanged(value) || saysShownElsewhere(value) ? { 'x-changed': true } : {}),
    ...(saysDerived(value) ? { 'x-derived': true } : {}),
    ...stated('x-epoch', saysEpoch(value)),
    ...(saysInstant(value) ? { 'x-instant': true } : {}),
    ...(saysImmutable(value) ? { 'x-immutable': true } : {}),
    ...(saysHttpStatus(value) ? { 'x-http-status': true } : {}),
    ...(saysOfReads(value) ? { 'x-of-reads': true } : {}),
    ...(saysVersionChanges(value) ? { 'x-version-changes': String(value) } : {}),
    ...(saysStaleRefused(value) ? { 'x-stale-refused': true } : {}),
    ...(saysPageCount(value) ? { 'x-page-count': true } : {}),
    ...stated('x-total-of', totalOf(value)),
    ...stated('x-number-of', numberOf(value)),
    ...stated('x-number-in-state', numberInState(value)),
    ...(saysUnfiltered(value) ? { 'x-unfiltered': true } : {}),
    ...(saysIdempotent(value) ? { 'x-idempotent': true } : {}),
    ...(saysWalkEnds(value) ? { 'x-walk-ends': true } : {}),
    ...stated('x-key-of', keyOf(value)),
    ...(saysUrl(value) ? { 'x-url': true } : {}),
    ...(saysCurrentPage(value) ? { 'x-current-page': true } : {}),
    ...stated('x-order', orderSaid(value)),
    ...stated('x-stored-list', storedListSaid(value)),
    ...stated('x-stored-text', storedTextSaid(value)),
  }
}

function stated(keyword: string, value: unknown): Draft {
  return value === undefined ? {} : { [keyword]: value }
}

/** The default that a description states: `Defaults to true.` */
function defaultIn({ value, up }: Part): Draft {
  if (up === undefined) return {}
  const found = defaultOf(value, partAt(up, 'type').value, partAt(up, 'enum').value)
  return found === undefined ? {} : { 'x-default': found }
}

/** Azure lists the requests that may set a property: `[create, read]` for one that no update changes. */
function mutability({ value }: Part): Draft {
  if (!Array.isArray(value) || value.includes('update')) return {}
  return value.includes('create') ? { 'x-create-only': true } : value.includes('read') ? { 'x-server-set': true } : {}
}

/** Text in Base64 is what 3.0 calls the format `byte`. */
function encoded(part: Part, within: Within, conversion: Conversion): Draft {
  const isByte = part.value === 'base64' && (part.up === undefined || partAt(part.up, 'format').value === undefined)
  return { ...TEXT(part, within, conversion), ...(isByte ? { format: 'byte' } : {}) }
}

/**
 * Holds an answer to one alternative at least. Without writeOnly properties two alternatives may become the same. A document that is loose
 * about its alternatives is no fault of the server.
 */
function oneOf(view: View, part: Part, within: Within): Draft {
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
