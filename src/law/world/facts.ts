import type { ApiDocument } from '../../document/api-document.ts'
import { isAction } from '../../resource/is-action.ts'
import { isOnlyRead } from '../../resource/is-only-read.ts'
import type { Certainty, Fact, Model, Resource, UpdateFacts } from '../../resource/model.ts'
import type { LawNeeds } from './law.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { standsOnce } from '../../resource/stands-with-parent.ts'
import { takesChanges } from '../../resource/takes-changes.ts'

/** One fact that a law hangs on: its certainty, or what is missing. */
export type Need = (resource: Resource, model: Model, document: ApiDocument) => LawNeeds

const SURE: LawNeeds = { holds: true, certainty: 'sure' }
/** A fact that the contract lacks, in words. */
export const missing = (what: string): LawNeeds => ({ holds: false, reason: `the contract does not say ${what}` })
/** The reason for a part that the contract does not have at all, in words. */
export const lacking = (what: string): LawNeeds => ({ holds: false, reason: `the contract has no ${what}` })

/** All of several facts: the first that is missing, else the least certainty. */
export function all(...needs: readonly Need[]): Need {
  return (resource, model, document) => {
    const found = needs.map((need) => need(resource, model, document))
    const open = found.find(({ holds }) => !holds)
    if (open !== undefined) return open
    const isGuess = found.some((one) => one.holds && one.certainty === 'guess')
    return { holds: true, certainty: isGuess ? 'guess' : 'sure' }
  }
}

/** @param otherwise what the contract says in place of the fact, in words; undefined for a value that fits */
function stated<T>(
  fact: Fact<T> | undefined,
  what: string,
  otherwise: (value: T) => string | undefined = () => undefined,
): LawNeeds {
  if (fact === undefined) return missing(what)
  const other = otherwise(fact.value)
  return other === undefined
    ? { holds: true, certainty: fact.certainty }
    : { holds: false, reason: `the contract says that ${other}` }
}

/** A member can be created. */
export const creates: Need = ({ create }) => (create === undefined ? missing('how a member is created') : SURE)
/** A resource that is only read needs no create. */
export const createsUnlessOnlyRead: Need = (resource, model, document) =>
  isOnlyRead(resource) ? SURE : creates(resource, model, document)
/** A member can be made: created, or where it is there from the start, written. */
export const makes: Need = (resource, model) => {
  const { create, updates: found } = resource
  const isMade = create !== undefined || (found.length > 0 && standsOnce(resource, model))
  return isMade ? SURE : missing('how a member is created')
}
/** Members have keys: the resource does not stand once. */
export const keyed: Need = ({ key }) =>
  key.parameters.length === 0 ? ({ holds: false, reason: 'the resource has one member, without a key' } as const) : SURE
/** A member can be read. */
export const reads: Need = ({ read }) => (read === undefined ? missing('how a member is read') : SURE)
/** A member is read, or its list shows it: the law sees it by `world.read` alone. */
export const shows: Need = ({ read, list, create }) =>
  read !== undefined || (list !== undefined && create !== undefined) ? SURE : missing('how a member is read')
/** A member is shown, or there is an action. */
export const showsOrActs: Need = (resource, model, document) =>
  isAction(resource) ? SURE : shows(resource, model, document)
/** The values of a member change by writes alone. A member that only the server writes may show a time or a counter. */
export const isStill: Need = (resource) =>
  isOnlyRead(resource) ? ({ holds: false, reason: 'only the server changes the member' } as const) : SURE
/** A member can be updated. */
export const updates: Need = ({ updates: found }) => (found.length === 0 ? missing('how a member is updated') : SURE)
/** The server sets a property of a member by itself. */
export const setsValues: Need = ({ server }) => (server.length === 0 ? lacking('property that the server sets') : SURE)
/** A member can be deleted. */
export const deletes: Need = ({ delete: removal }) =>
  removal === undefined ? missing('how a member is deleted') : SURE

/** Holds if the place of the members in a list is known. */
export const lists: Need = ({ list }) =>
  list === undefined ? missing('how members are listed') : stated(list.items, 'where a list holds its members')

/** Holds if a list shows all members where no parameter asks for fewer. */
export const listsAll: Need = (resource, model, document) => {
  const part = resource.list?.part
  if (part === undefined) return lists(resource, model, document)
  return { holds: false, reason: `the contract says that a list shows a part of the members without ${part}` }
}

/** Holds if there is an operation with query parameters to hold: a list, or the read of what stands once. */
export const isQueried: Need = (resource, model, document) =>
  resource.singleton === true ? reads(resource, model, document) : lists(resource, model, document)

/** A list states its total. */
export const totals: Need = ({ list }) => stated(list?.total, 'where a list states its total')
/** A list has pages. */
export const pages: Need = ({ list }) =>
  stated(list?.pages, 'how a list is paged', (styles) =>
    styles.some(({ style }) => style !== 'whole') ? undefined : 'a list has no pages',
  )
/** The members belong to a member of another resource. */
export const hasParent: Need = (resource, model) =>
  parentOf(resource, model) === undefined ? lacking('resource that holds the members') : SURE

/** An update that changes what it names, and leaves the rest. */
export function isPartial(facts: UpdateFacts): boolean {
  return facts.effect?.value === 'merge' || takesChanges(facts)
}

/** An update that merges objects within a member too: a JSON merge patch (RFC 7396), or a PATCH of JSON:API, which merges attributes. */
export function mergesDeeply(facts: Pick<UpdateFacts, 'media'>): boolean {
  return isMergePatch(facts) || /\bvnd\.api\+json\b/i.test(facts.media)
}

/** A JSON merge patch (RFC 7396). */
export function isMergePatch({ media }: Pick<UpdateFacts, 'media'>): boolean {
  return /merge-patch/i.test(media)
}

/** An update with an effect. A PATCH surely merges: a method that changes a part leaves the rest (RFC 5789, section 2). */
export function updatesBy(effect: 'merge' | 'replace'): Need {
  return ({ updates: found }, _, document) => {
    const update = found.find((one) => (effect === 'merge' ? isPartial(one) : one.effect?.value === effect))
    if (update?.effect === undefined) return lacking(`update that ${effect}s`)
    const isPatch = effect === 'merge' && operationWithId(document, update.operation).method === 'PATCH'
    return isPatch ? SURE : { holds: true, certainty: update.effect.certainty }
  }
}

/** The answer to a create shows the member. */
export const createShows: Need = ({ create }) =>
  stated(create?.answers, 'that the answer to a create shows the member', (answers) =>
    answers === 'member' ? undefined : `the answer to a create is ${ANSWERS[answers]}`,
  )

const ANSWERS = {
  page: 'a list',
  id: 'the key alone',
  location: 'a Location',
  nothing: 'empty',
  job: 'that of a server which creates the member later',
}

/**
 * Holds where properties may be unique: those that the contract does not state are tried, and are then a guess. An action has no members to
 * compare, and a PUT replaces.
 */
export const findsUnique: Need = (resource, _, document) => {
  const { create, unique } = resource
  const isPost = create !== undefined && operationWithId(document, create.operation).method === 'POST'
  if (unique.length === 0 && (!isPost || isAction(resource))) return missing('which property of a member is unique')
  const isSure = unique.some(({ certainty }) => certainty !== 'guess')
  return { holds: true, certainty: isSure ? 'sure' : 'guess' }
}

/** Holds if a client names the members. */
export const namedByClient: Need = ({ key }) =>
  stated(key.chosen, 'that a client names its members', (chosen) => {
    if (chosen === 'client') return undefined
    return chosen === 'server' ? 'the server names the members' : 'the caller or the server names a member'
  })

/** The server names its members, whatever a client sends. */
export const namedByServer: Need = ({ key }) =>
  stated(key.chosen, 'who names the members', (chosen) => {
    if (chosen === 'server') return undefined
    return chosen === 'client' ? 'a client names the members' : 'a client may name a member'
  })

/** The server names members, or may do so. A client that names its members has named them apart. */
export const mayBeNamedByServer: Need = ({ key: { chosen } }) =>
  chosen?.value === 'client'
    ? ({ holds: false, reason: 'the contract says that a client names the members' } as const)
    : SURE

/** A delete leaves nothing behind, as it does where the contract says no other. */
export const deletesAtOnce: Need = ({ delete: removal }) => {
  if (removal === undefined) return missing('how a member is deleted')
  if (removal.leaves === undefined) return SURE
  return stated(removal.leaves, 'that a delete leaves nothing', (leaves) => {
    if (leaves === 'nothing') return undefined
    return leaves === 'tombstone' ? 'a deleted member is shown as deleted' : 'a member is deleted later'
  })
}

/** An update by a JSON Patch (RFC 6902). */
export const patches: Need = ({ updates: found }) => {
  const { effect } = found.find((one) => one.effect?.value === 'json-patch') ?? {}
  return effect === undefined ? lacking('update by a JSON Patch') : { holds: true, certainty: effect.certainty }
}

/** An update by a list of changes: a JSON Patch, or a PATCH of SCIM. */
export const changesLists: Need = ({ updates: found }) => {
  const { effect } = found.find(takesChanges) ?? {}
  return effect === undefined ? lacking('update by a list of changes') : { holds: true, certainty: effect.certainty }
}

/** A member states its version, in its body or as an ETag. */
export const versions: Need = ({ version }) => stated(version, 'how a member states its version')

/** A read states its ETag: for writes that have it in If-Match, or for reads that a cache sends. */
export const tags: Need = (resource, model, document) => {
  const isTag = resource.version !== undefined && resource.version.value.at === undefined
  if (isTag || resource.read === undefined) return versions(resource, model, document)
  const { responses } = operationWithId(document, resource.read.operation)
  const hasTag = Object.values(responses).some(({ headers }) => headers['etag'] !== undefined)
  return hasTag || Object.hasOwn(responses, '304')
    ? { holds: true, certainty: 'sure' }
    : missing('how a member states its version')
}

/** The certainty as a level: what stands on a guess is a should. */
export function levelFor(level: 'must' | 'should', certainty: Certainty): 'must' | 'should' {
  return certainty === 'guess' ? 'should' : level
}
