import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { parsePointer } from '../../json/pointer.ts'
import type { Certainty, Model, Pointer, Resource } from '../../resource/model.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { isSoftDelete, restoresDeleted } from '../../resource/shape/restores-deleted.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { missing, type Need } from '../world/facts.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'

/** A property that names a member, and the certainty of a statement of the document about it. */
export interface ReferenceEvidence {
  readonly pointer: Pointer
  /** The resource of the member. */
  readonly to: Resource
  readonly certainty: Extract<Certainty, 'sure' | 'guess'>
}

interface Contract {
  readonly model: Model
  readonly document: ApiDocument
}

/**
 * The references that the document wants to lead to a member. Sure: the property says so. Sure too: a sentence about the create or its
 * refusals speaks of a missing member of that resource. A guess: a refusal speaks of something missing, or a create below no other member
 * has a 404.
 */
export function mustLeadSomewhere(resource: Resource, contract: Contract): readonly ReferenceEvidence[] {
  const { document } = contract
  if (resource.create === undefined) return []
  const create = operationWithId(document, resource.create.operation)
  const refusals = Object.entries(create.responses).flatMap(([status, { description }]) =>
    sentencesOf(description).map((text) => ({ status, text })),
  )
  const told = [...refusals, ...sentencesOf(create.description).map((text) => ({ status: '', text }))]
  const speaking = told.filter(({ text }) => MISSING.test(text))
  // The 404 of a path with parameters is about the member above.
  const isAtTop = !create.path.includes('{')
  const isNotFound =
    speaking.some(({ status }) => status !== '404' && status !== '') ||
    (isAtTop && create.responses['404'] !== undefined)
  return referencesOf(resource, contract).flatMap(({ pointer, to }): readonly ReferenceEvidence[] => {
    const keywords = keywordsAt(pointer, { resource, create, document })
    if (keywords['x-may-miss'] === true) return []
    const isStated = keywords['x-must-exist'] === true || told.some(({ text }) => refusesWithout(pointer, text))
    const isSure = isStated || speaking.some(({ text }) => speaksOf(to.name, text))
    return isSure || isNotFound ? [{ pointer, to, certainty: isSure ? 'sure' : 'guess' }] : []
  })
}

/** True for a sentence such as "A `folderId` without a folder is answered with 400": the property leads nowhere, and is there. */
function refusesWithout(pointer: Pointer, text: string): boolean {
  const name = parsePointer(pointer).findLast((token) => token !== '*') ?? ''
  const [before, after] = text.split(/ without an? /)
  return after !== undefined && REFUSED.test(after) && before?.replace(/^\W*(?:an?|the)\b|\W/gi, '') === name
}

/**
 * The references whose members cannot be deleted as long as they are named. Sure: the delete has a 409 or another refusal that speaks of use,
 * and a sentence about either speaks of the resource that names them. A guess: a 409 speaks of use alone.
 */
export function mustStay(resource: Resource, contract: Contract): readonly ReferenceEvidence[] {
  return referencesOf(resource, contract).flatMap(({ pointer, to }): readonly ReferenceEvidence[] => {
    const certainty = staysBy(resource, to, contract)
    return certainty === undefined ? [] : [{ pointer, to, certainty }]
  })
}

/**
 * The references of which the document does not say that they hold a member back. Sure: a sentence about the delete says that the other
 * members let go of the deleted one, such as "Tasks of the user become unassigned".
 */
export function mayDangle(resource: Resource, contract: Contract): readonly ReferenceEvidence[] {
  const { document } = contract
  if (resource.create === undefined) return []
  const create = operationWithId(document, resource.create.operation)
  const held = new Set(mustStay(resource, contract).map(({ pointer }) => pointer))
  return referencesOf(resource, contract).flatMap(({ pointer, to }): readonly ReferenceEvidence[] => {
    if (to.delete === undefined || held.has(pointer)) return []
    if (keywordsAt(pointer, { resource, create, document })['x-may-miss'] === true) return []
    const remove = operationWithId(document, to.delete.operation)
    const told = [remove.description, ...Object.values(remove.responses).map(({ description }) => description)]
    const about = told.flatMap((text) => sentencesOf(text)).filter((text) => speaksOf(resource.name, text))
    if (about.some((text) => keepsName(pointer, text))) return []
    const isSure = about.some((text) => LET_GO.test(text))
    // A member that is only marked as deleted, or that may come back, may be named still.
    const leaves = to.delete.leaves?.value ?? 'nothing'
    const isSoft = isSoftDelete(remove.description ?? '') || hasRestore(to, contract)
    // An optional key may name a member that is gone.
    const isNeeded = isRequired(pointer, { resource, create, document }) || conflictsOverOne(to, contract)
    return isSure || (leaves === 'nothing' && !isSoft && isNeeded)
      ? [{ pointer, to, certainty: isSure ? 'sure' : 'guess' }]
      : []
  })
}

/** True for a sentence such as "Subscriptions stay readable and keep the id in `customer`". */
function keepsName(pointer: Pointer, text: string): boolean {
  const kept = KEEPS.exec(text)?.[1] ?? ''
  const name = parsePointer(pointer).findLast((token) => token !== '*') ?? ''
  return /\b(?:ids?|keys?|identifiers?|references?)\b/i.test(kept) || kept.split(/[^\w-]+/).includes(name)
}

const KEEPS = /\b(?:keeps?|retains?|still (?:shows?|names?|refers? to|has|have)) (.*)/i

/** True for a resource with an action that brings a deleted member back. */
function hasRestore(to: Resource, { model, document }: Contract): boolean {
  return Object.values(model.resources).some(
    ({ create, within }) =>
      create !== undefined &&
      within.some((each) => 'resource' in each && each.resource === to.name) &&
      restoresDeleted(operationWithId(document, create.operation)),
  )
}

/** True where the delete of a resource has a 409, and the members of one other resource alone can be the reason. */
export function conflictsOverOne(to: Resource, { model, document }: Contract): boolean {
  const remove = to.delete === undefined ? undefined : operationWithId(document, to.delete.operation)
  if (remove?.responses['409'] === undefined || to.version !== undefined) return false
  const others = Object.values(model.resources).filter(
    ({ refers, within }) =>
      Object.values(refers).some(({ value }) => value === to.name) ||
      within.some((each) => 'resource' in each && each.resource === to.name),
  )
  return others.length === 1 && Object.keys(others[0]?.refers ?? {}).length > 0
}

/**
 * The resource above whose members cannot be deleted as long as they hold a member of this one. A refusal of the delete names this one. A
 * refusal that speaks of `open` or `active` members may be about some of them, here and where members name others.
 */
export function parentMustStay(resource: Resource, { model, document }: Contract): Resource | undefined {
  const to = parentOf(resource, model)
  if (to?.delete === undefined) return undefined
  const remove = operationWithId(document, to.delete.operation)
  const conflict = conflictOf(remove)
  if (conflict === undefined) return undefined
  const isSaid = [...sentencesOf(conflict), ...keptBy(remove)].some(
    (text) =>
      (IN_USE.test(text) || HOLDS.test(text)) &&
      speaksOf(resource.name, text) &&
      !isOfSome(text) &&
      !TAKEN_ALONG.test(text),
  )
  return isSaid ? to : undefined
}

/** The certainty that a delete of a member is refused as long as one of another resource names or has it. Undefined where nothing says so. */
function staysBy(resource: Resource, to: Resource, { document }: Contract): ReferenceEvidence['certainty'] | undefined {
  const remove = to.delete === undefined ? undefined : operationWithId(document, to.delete.operation)
  const conflict = remove === undefined ? undefined : conflictOf(remove)
  if (remove === undefined || conflict === undefined) return undefined
  const told = [...sentencesOf(conflict), ...keptBy(remove)]
  const own = told.filter((text) => speaksOf(resource.name, text) && !TAKEN_ALONG.test(text))
  if (own.some((text) => !isOfSome(text) || ofNewAnd(text, resource, document).length > 0)) return 'sure'
  // Those of which the refusal speaks may be in another state than a new one.
  if (own.length > 0) return undefined
  return sentencesOf(conflict).some((text) => IN_USE.test(text)) ? 'guess' : undefined
}

/** The sentences about a delete that speak of a refusal. */
function keptBy({ description }: ApiOperation): readonly string[] {
  return sentencesOf(description).filter((text) => KEPT.test(text))
}

/**
 * The description of the 409 of a delete, else of another refusal which speaks of use. Else it is a sentence such as "A teacher who has
 * courses cannot be deleted (400)". Undefined where it has none.
 */
function conflictOf({ responses, description }: ApiOperation): string | undefined {
  if (responses['409'] !== undefined) return responses['409'].description ?? ''
  const told = OTHERS.map((status) => responses[status]?.description ?? '').find((text) => IN_USE.test(text))
  return told ?? sentencesOf(description).find((text) => NOT_DELETED.test(text) && HOLDS.test(text))
}

/** True for a sentence about some of the members. "Courses, active or archived," are all of them. */
function isOfSome(text: string): boolean {
  return OF_SOME.test(text.replace(IN_EACH_STATE, ''))
}

/** The two states of "An order that is a draft or confirmed", of which the create of an order says that a new one has one of them. */
function ofNewAnd(text: string, { create }: Resource, document: ApiDocument): readonly string[] {
  const [, ...states] = IN_TWO_STATES.exec(text) ?? []
  const { description = '' } = create === undefined ? {} : operationWithId(document, create.operation)
  const [, first] = STARTS_AS.exec(description) ?? []
  return first !== undefined && states.includes(first) ? states : []
}

/** The states in which a member holds back the delete of one that it names, such as `archived` for "who has courses, active or archived, cannot be deleted". */
export function statesOfKeepers(resource: Resource, to: Resource, { document }: Contract): readonly string[] {
  if (to.delete === undefined) return []
  const remove = operationWithId(document, to.delete.operation)
  const speaks = (text: string): boolean => speaksOf(resource.name, text)
  const told = keptBy(remove).filter(speaks)
  const refused = sentencesOf(conflictOf(remove)).filter(speaks)
  return [
    ...told.flatMap((text) => IN_EACH_STATE.exec(text)?.slice(1) ?? []),
    ...[...refused, ...told].flatMap((text) => ofNewAnd(text, resource, document)),
  ]
}

/** The refusals beside 409 that may be about use, as statuses. */
const OTHERS = ['400', '403', '412', '422', '423', '424'] as const

/**
 * A fact that the document states of some reference: sure where one of the statements is sure.
 * @param what the statement that is missing otherwise, in words
 */
export function documentStates(find: typeof mustStay, what: string): Need {
  return (resource, model, document) => {
    const found = find(resource, { model, document })
    if (found.length === 0) return missing(what)
    return { holds: true, certainty: found.some(({ certainty }) => certainty === 'sure') ? 'sure' : 'guess' }
  }
}

function referencesOf({ refers }: Resource, { model }: Contract): readonly Omit<ReferenceEvidence, 'certainty'>[] {
  return Object.entries(refers).flatMap(([pointer, { value }]) => {
    const to = model.resources[value]
    return to === undefined ? [] : [{ pointer, to }]
  })
}

/** Words for a member that is not there. */
export const MISSING =
  /\b(?:not|never|no longer) (?:exist|found|known)|n['’]t exist|\bunknown\b|\bno such\b|\bnon-?exist|\bmust exist\b/i
const KEPT =
  /\b(?:cannot|can ?not|can['’]t|may not|must not|(?:is|are) not|never|only (?:if|when)|refused|fails?|409|conflict)\b/i
const IN_USE =
  /\bin use\b|\breferenced\b|\breferences? (?:it|to|th(?:is|e))\b|\bmust be empty\b|\bnot empty\b|\bstill (?:used|has|have|needed)\b|\bdepend/i
/** Words for a member that others belong to, for a delete that is refused, and for a pair of states between commas. */
const HOLDS = /\b(?:that|which|who) (?:still )?(?:has|have|holds?|contains?)\b/i
const NOT_DELETED = /\b(?:cannot|can ?not|may not|must not) be (?:deleted|removed)\b[^.]*\b4\d\d\b/i
const IN_EACH_STATE = /,\s*(?:be they |whether )?([a-z]+) or ([a-z]+)\s*,/i
const IN_TWO_STATES = /\b(?:that|which) (?:is|are) (?:an? )?`?([a-z]+)`? or (?:an? )?`?([a-z]+)`?/
const STARTS_AS = /\b(?:in the state|with the status) `?([a-z]+)`?/
const REFUSED = /\b(?:4\d\d|refused|rejected)\b/i
/** Words for members that let go of a deleted one, or go with it. */
const LET_GO =
  /\b(?:delet|remov)\w*\b[^.]*\b(?:and|with) (?:all|its|the)\b(?: of)?(?: its| the)? [\w-]+ (?:in|inside|within|below|under|of) (?:it|the)\b|\b(?:unassign\w*|detach\w*|clear(?:s|ed)|set to null|becomes? null|(?:with|have|has) [`\w-]+ null|stays?,? without an? [\w-]+|(?:removed|deleted|taken) from (?:all|the|each|every|its|their)\b|nullif\w*|cascad\w*|(?:also|along|too|together)\b.*\b(?:delet|remov)\w*|(?:delet|remov)\w*\b.*\b(?:also|along|too|together))\b/i
/** Words for some of the members below another one. */
const OF_SOME =
  /\b(?:active|open|running|pending|unpaid|paid|published|shipped|confirmed|unfinished|in progress|deployed|enabled|current|future|completed?|default|protected|only|more than|at least)\b/i
/** A delete that takes the members along that name its own. */
const TAKEN_ALONG = /\b(?:also|too|as well|cascad\w*|along with|together with)\b/i

interface Creating {
  readonly resource: Resource
  readonly create: ApiOperation
  readonly document: ApiDocument
}

/** True for a property at the top of a member that a create requires. */
function isRequired(pointer: Pointer, creating: Creating): boolean {
  const [name] = parsePointer(pointer)
  const { required } = keywordsAt('', creating)
  return Array.isArray(required) && (required as unknown[]).includes(name)
}

/** The keywords of a property in the body of a create. */
function keywordsAt(pointer: Pointer, { resource, create, document }: Creating): Readonly<Record<string, unknown>> {
  const whole = contentOf(create)?.schema ?? true
  const own = schemaAt(whole, `${resource.wrap?.value.request ?? ''}${pointer}`, document.schemas)
  return flatten(own ?? true, document.schemas)
}
