import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { refusedIfTaken, saysExists, saysUsedOnce, statusOfTaken } from '../../document/says/says-taken.ts'
import { type HeldOnce, heldOnce } from '../../document/says/says-held-once.ts'
import { saysUnique } from '../../document/says/says-unique.ts'
import { formatPointer } from '../../json/pointer.ts'
import { documents } from '../shape/body-schema.ts'
import { sure, sureIf } from '../fact.ts'
import type { Fact, Key, Pointer } from '../model.ts'
import { schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { speaksOf } from '../shape/sentences.ts'
import { isHolder } from '../shape/is-holder.ts'
import type { Subject } from '../shape/subject.ts'
import { wordsOf } from '../../words/words.ts'

/**
 * Properties whose values no two members share: a description says so, and the create documents a conflict. A document that leaves out
 * all refusals of the create leaves out this one too.
 */
export function inferUnique({ document, request, roles }: Subject, key: Key): readonly Fact<Pointer>[] {
  const { create } = roles
  if (create === undefined) return []
  const refuses = documents(create, 409) || ELSEWHERE.some((status) => TAKEN_ELSEWHERE.test(toldOf(create, status)))
  const isQuiet = !refuses && statesRefusals(create)
  const keys = new Set(Object.values(key.address?.value ?? {}))
  return [...propertiesIn(document, request), ...withinObjects(document, request)].flatMap(({ tokens, shape }) => {
    const [name, at] = [tokens.at(-1) ?? '', formatPointer(tokens)]
    const { types, keywords } = shape
    const isText = types.length === 0 || types.includes('string') || types.includes('integer')
    const isClosed = 'enum' in keywords || 'const' in keywords || keywords['readOnly'] === true
    // A second create with an idempotency key is a retry.
    if (keywords['x-idempotent'] === true || /idempoten/i.test(name)) return []
    const held = keys.has(at) || !isText || isClosed ? undefined : heldBy(name, { document, request, create })
    if (held !== undefined) return [sureIf(!held.isInState, at, `${name} has one ${held.noun} at most, by a conflict`)]
    const own = keywords['x-unique']
    const refused = refusalOf(name, create, key)
    const told = refused ?? (typeof own === 'string' ? own : tokens.length > 1 ? undefined : saidOf(name, create))
    if (keys.has(at) || !isText || isClosed || told === undefined) return []
    // A document with other refusals would state a conflict too, unless the property has to be unique.
    if (isQuiet && refused === undefined && !/\bmust be unique\b/i.test(told)) return []
    // A value may be unique beside another one, such as a version of a model. It may be that of a member with another model.
    if ([...request.properties.keys()].some((other) => other !== name && speaksOf(stemOf(other), told))) return []
    const because = `${name} is unique by ${typeof own === 'string' ? 'its' : 'a'} description`
    if (refused !== undefined) return [sure(at, `${name} is refused where another member has it, by a description`)]
    if (statusOfTaken(told) !== undefined) return [sure(at, `${because}, which states the status of a refusal`)]
    const isDemanded = MUST.test(told) && DEMANDED.some((status) => documents(create, status))
    if (!documents(create, 409)) return [sureIf(isDemanded || refusesElsewhere(name, create), at, because)]
    const isSure = isDemanded || TAKEN.test(told) || refusesTaken(name, create) || refusesMember(create, key)
    return [sureIf(isSure, at, `${because}, and ${create.method} ${create.path} documents 409`)]
  })
}

interface Property {
  readonly tokens: readonly string[]
  readonly shape: SchemaShape
}

function propertiesIn(document: ApiDocument, shape: SchemaShape, above: readonly string[] = []): readonly Property[] {
  return [...shape.properties].map(([name, { schema }]) => ({
    tokens: [...above, name],
    shape: schemaShape(document, schema),
  }))
}

/** The properties of objects at the top of a member, such as `attributes` in JSON:API. */
function withinObjects(document: ApiDocument, request: SchemaShape): readonly Property[] {
  return propertiesIn(document, request).flatMap(({ tokens, shape }) =>
    tokens.every(isHolder) ? propertiesIn(document, shape, tokens) : [],
  )
}

/** The words of a property that names another member, without those of its key: `customer` of `customerId`. */
function stemOf(name: string): string {
  const words = wordsOf(name)
  return words.length > 1 && /^(?:id|uuid|code|key|slug|ref)$/.test(words.at(-1) ?? '')
    ? words.slice(0, -1).join(' ')
    : name
}

/** A sentence that says what happens to a value that another member has. */
const TAKEN = /\b(?:409|conflict|already|taken|refused|rejected|duplicates?)\b/i

/** Without a scope: what is unique within another member may be that of a member elsewhere. */
const MUST = /\bmust be unique\s*(?:[.;!(]|$)/i

/** The statuses of a refusal of what a body says. */
const DEMANDED = [400, 409, 422] as const

/** The statuses beside 409 that refuse a value which is taken. */
const ELSEWHERE = ['400', '412', '422'] as const

function toldOf({ responses }: ApiOperation, status: (typeof ELSEWHERE)[number]): string {
  return responses[status]?.description ?? ''
}

/** True where another refusal than 409 names the property as one whose value is taken. A value may be taken within another member alone. */
function refusesElsewhere(name: string, create: ApiOperation): boolean {
  const clauses = ELSEWHERE.flatMap((status) => clausesOf(toldOf(create, status)))
  return clauses.some((text) => TAKEN_ELSEWHERE.test(text) && speaksOf(name, text) && !WITHIN.test(text))
}

/** The parts of a refusal which has several reasons, such as `The body is invalid, or the name is already in use`. */
function clausesOf(text: string): readonly string[] {
  return sentencesOf(text).flatMap((sentence) => sentence.split(/,\s*(?:or\s+)?|\s+or\s+/i))
}

const WITHIN = /\s+(?:in|within|on|under) (?:this|that|the|an?)(?: [\w-]+){1,2}[.;!]?$/i

/** The part of another refusal than 409 which says that a value of the property is in use. */
function inUseElsewhere(name: string, create: ApiOperation): string | undefined {
  const clauses = ELSEWHERE.flatMap((status) => clausesOf(toldOf(create, status)))
  return clauses.find((text) => isInUse(name, text.replace(WITHIN, '')) && TAKEN_ELSEWHERE.test(text))
}

/** The description of another refusal than 409 which speaks of values that are taken. */
const TAKEN_ELSEWHERE = /\b(?:already|taken|duplicates?|unique)\b/i

/** True where the create, or its 409, speaks of a value that is taken. */
function refusesTaken(name: string, { description, responses }: ApiOperation): boolean {
  const told = sentencesOf(description).filter((text) => TAKEN.test(text))
  return [...told, ...sentencesOf(responses['409']?.description)].some((text) => speaksOf(name, text))
}

/** True where a 409 says that the member exists already. Where a caller names the members, it may be about their keys. */
function refusesMember({ responses }: ApiOperation, { chosen }: Key): boolean {
  return chosen?.value === 'server' && sentencesOf(responses['409']?.description).some(saysExists)
}

/** The sentence about the create which says that it refuses a value of another member. */
function refusalOf(name: string, create: ApiOperation, key: Key): string | undefined {
  return sentencesOf(create.description).find(
    (text) =>
      endsWith(refusedIfTaken(text) ?? '', name) ||
      (saysUsedOnce(text) && speaksOf(name, text) && refusesMember(create, key)),
  )
}

/** The sentence about the create, or about its 409, which says that a property is unique. */
function saidOf(name: string, create: ApiOperation): string | undefined {
  const { description, responses } = create
  const conflict = sentencesOf(responses['409']?.description)
  return (
    [...sentencesOf(description), ...conflict].find((text) => saysUnique(text) && speaksOf(name, text)) ??
    conflict.find((text) => isInUse(name, text)) ??
    inUseElsewhere(name, create)
  )
}

interface Creating {
  readonly document: ApiDocument
  readonly request: SchemaShape
  readonly create: ApiOperation
}

/** The words of a conflict by which the member that a property names has one member at most. Members with times may stand beside each other. */
function heldBy(name: string, { document, request, create }: Creating): HeldOnce | undefined {
  const isTimed = propertiesIn(document, request).some(({ shape: { keywords } }) =>
    ['date', 'date-time', 'time'].includes(String(keywords['format'])),
  )
  if (isTimed || stemOf(name) === name) return undefined
  const collection = create.path.split('/').at(-1) ?? ''
  return sentencesOf(create.responses['409']?.description)
    .map(heldOnce)
    .find((one) => one !== undefined && speaksOf(one.noun, collection) && sameWords(one.owner, stemOf(name)))
}

function sameWords(one: string, other: string): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ')
}

/** True for `E-mail already used`. A room that is taken `at this time` may be taken at another one. */
function isInUse(name: string, text: string): boolean {
  const [, subject = ''] = IN_USE.exec(text.replaceAll(/\be-mail/gi, 'email')) ?? []
  // The name of the group: its name.
  return [subject, subject.replace(/ of (?:the|an?|another) [\w-]+$/i, '')].some((one) => endsWith(one, name))
}

function endsWith(text: string, name: string): boolean {
  return ` ${wordsOf(text).join(' ')}`.endsWith(` ${wordsOf(name).join(' ')}`)
}

const IN_USE =
  /^(.*?)(?:(?: is| has been| was)? (?:already (?:used|in use|taken|exists|registered|known)|exists already)|(?<= (?:with|of) (?:this|that|the same|the given) [\w-]+(?: [\w-]+)?) exists)[.!]?$/i

function statesRefusals({ responses }: ApiOperation): boolean {
  return Object.keys(responses).some((status) => status.startsWith('4'))
}
