import { isDeepStrictEqual } from 'node:util'
import type { ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { saysCreatesUnknown } from '../../document/says/says-creates-unknown.ts'
import { saysKept } from '../../document/says/says-kept.ts'
import { documents, isJson, requestShape } from '../shape/body-schema.ts'
import { guess, sure, sureIf } from '../fact.ts'
import type { Fact, Pointer, UpdateFacts } from '../model.ts'
import { schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import type { Subject } from '../shape/subject.ts'
import { isSpecificTo } from '../shape/specific-status.ts'
import { saysPartial, saysPartialOfAll } from '../../document/says/says-partial.ts'
import { saysReplaces } from '../../document/says/says-replaces.ts'
import { refusedAgain } from './refused-again.ts'
import { takesChanges } from '../takes-changes.ts'
import { plainName } from '../../words/words.ts'
import { unwrap } from '../shape/wrap.ts'

type Effect = NonNullable<UpdateFacts['effect']>

/** Each update, one a media type that the tool can send: JSON, else a form. */
export function inferUpdates(subject: Subject): readonly UpdateFacts[] {
  const { roles, candidate } = subject
  const updates = roles.updates.filter((update) => update !== roles.create || !onlyCreates(update, candidate.name))
  return updates.flatMap((update) => {
    const media = Object.keys(update.body?.content ?? {})
    const json = media.filter((each) => isJson(each) && !isSynonym(subject, update, each))
    const sent =
      json.length > 0 ? json : media.filter((each) => each === '*/*' || each.startsWith('application/x-www-form'))
    const unknown = inferUnknown(subject, update)
    return sent.flatMap((each) => {
      if (isCommand(subject, schemaShape(subject.document, update.body?.content[each]?.schema))) return []
      const effect = inferEffect(subject, update, each)
      const wrap = takesChanges({ effect }) ? undefined : inferWrapOf(subject, update.body?.content[each]?.schema)
      return {
        operation: update.id,
        media: each === '*/*' ? 'application/json' : each,
        ...(wrap === undefined ? {} : { wrap }),
        effect,
        ...(unknown === undefined ? {} : { unknown }),
      }
    })
  })
}

/** True for a PUT that refuses a member which is there. */
function onlyCreates(create: ApiOperation, name: string): boolean {
  return refusedAgain(create, name) !== undefined
}

/**
 * True for another name of JSON with the schema of `application/json`, such as `text/json`: ASP.NET documents several of them for each body, a
 * patch type too. A body that is sent under one name need not be sent under the others.
 */
function isSynonym(subject: Subject, { body }: ApiOperation, media: string): boolean {
  const [own, plain] = [body?.content[media]?.schema, body?.content['application/json']?.schema]
  if (media === 'application/json' || plain === undefined || /merge-patch/.test(media)) return false
  return isDeepStrictEqual(own, plain) && schemaShape(subject.document, own).properties.size > 0
}

/** Returns the place of the member in bodies of an update, if it differs from that in bodies of the create. */
function inferWrapOf({ document, roles, candidate }: Subject, schema: DocumentSchema | undefined): Pointer | undefined {
  const placeIn = (shape: SchemaShape): Pointer => unwrap(document, shape, candidate.name).at
  const shape = schemaShape(document, schema)
  const usual = placeIn(requestShape(document, roles.create ?? roles.updates[0]))
  const own = placeIn(shape)
  return shape.properties.size === 0 || own === usual ? undefined : own
}

function inferEffect(subject: Subject, update: ApiOperation, media: string): Effect {
  const text = `${update.method} ${update.path}`
  if (/\/merge-patch\+json/.test(media)) return sure('merge', `${text} takes ${media} (RFC 7396)`)
  if (/json-patch/.test(media)) return sure('json-patch', `${text} takes ${media} (RFC 6902)`)
  const shape = schemaShape(subject.document, update.body?.content[media]?.schema)
  if (isScimPatch(subject, shape))
    return sure('scim-patch', `${text} takes a list of changes (RFC 7644, section 3.5.2)`)
  const isSaidPartial = saysPartial(update.description ?? '') || shape.keywords['x-partial'] === true
  if (!isJsonPatch(subject, shape) && isSaidPartial)
    return sure('merge', `${text} leaves what it does not name, as its description says`)
  if (update.method === 'PUT')
    return replaces(aboutBody(update.description ?? '', subject, shape))
      ? sure('replace', `${text} replaces the member, as its description says`)
      : isPartial(subject, shape)
        ? guess('replace-or-keep', `${text} is a PUT, and demands nothing`)
        : guess('replace', `${text} is a PUT (RFC 9110, section 9.3.4)`)
  if (isJsonPatch(subject, shape)) return sure('json-patch', `${text} takes a list of changes (RFC 6902)`)
  if (!demands(shape) && saysPartialOfAll(subject.document.description, update.method))
    return sure('merge', `${text} leaves what it does not name, as the description of the API says`)
  if (update.method === 'POST') return guess('merge', `${text} updates a member that is there`)
  return sureIf(isPartial(subject, shape), 'merge', `${text} takes a part of a member`)
}

/** The schema of a part demands nothing, while the create demands something. */
function isPartial({ request }: Subject, shape: SchemaShape): boolean {
  return shape.properties.size > 0 && !demands(shape) && demands(request)
}

function demands({ properties }: SchemaShape): boolean {
  return [...properties.values()].some(({ required }) => required)
}

/** True for a description that says so without an exception. */
function replaces(description: string): boolean {
  const hasException =
    /\b(?:except\w*|stays?|remains?|but for|left as|untouched|unchanged|left alone|left out (?:is|are) (?:kept|not))\b/i.test(
      description,
    )
  return saysReplaces(aboutOperation(description)) && !hasException && !saysKept(description)
}

/** A description without the sentences about properties that the body lacks, such as "The `sku` cannot be changed." */
function aboutBody(description: string, { member, request, document, candidate }: Subject, shape: SchemaShape): string {
  const own = new Set([...unwrap(document, shape, candidate.name).shape.properties.keys()].map(plainName))
  const known = [...member.properties.keys(), ...request.properties.keys()].map(plainName)
  const others = new Set(known.filter((name) => !own.has(name)))
  const isOfOther = (sentence: string): boolean =>
    others.has(plainName(/^\W*(?:the|an?|its) `?([\w-]+)`?/i.exec(sentence)?.[1] ?? ''))
  return description
    .split(/(?<=[.;])\s+/)
    .filter((sentence) => !isOfOther(sentence))
    .join(' ')
}

/** A description without the parts about parameters and the answer, as Python's docstrings have them. */
function aboutOperation(description: string): string {
  return description.split(/^\s*(?:args|arguments|parameters|params|returns|raises)\s*:\s*$/im)[0] ?? ''
}

function isJsonPatch({ document }: Subject, { items }: SchemaShape): boolean {
  const change = schemaShape(document, items)
  return change.properties.has('op') && change.properties.has('path')
}

function isScimPatch(subject: Subject, { properties }: SchemaShape): boolean {
  const changes = properties.get('Operations')
  return (
    properties.has('schemas') &&
    changes !== undefined &&
    isJsonPatch(subject, schemaShape(subject.document, changes.schema))
  )
}

/**
 * True for a body whose effect on a member is not known. Its required properties are none of the member, or it is a list of changes in an
 * unknown form.
 */
function isCommand(subject: Subject, shape: SchemaShape): boolean {
  if (isScimPatch(subject, shape)) return false
  const { member, request, document, candidate } = subject
  const { properties } = unwrap(document, shape, candidate.name).shape
  const own = new Set([...member.properties.keys(), ...request.properties.keys()].map(plainName))
  const others = [...properties].filter(([name]) => !own.has(plainName(name)))
  const isOther = own.size > 0 && others.length === properties.size
  return others.some(
    ([, { schema, required }]) => required && (isOther || isJsonPatch(subject, schemaShape(document, schema))),
  )
}

function inferUnknown(subject: Subject, update: ApiOperation): Fact<number | 'creates'> | undefined {
  const text = `${update.method} ${update.path}`
  if (update === subject.roles.create) return sureIf(documents(update, 201), 'creates', `${text} creates and replaces`)
  if (update.method === 'PUT' && documents(update, 201)) return guess('creates', `${text} documents 201`)
  if (saysCreatesUnknown(update.description))
    return guess('creates', `${text} creates a member that is not there, as its description says`)
  const isEither = documents(update, 201) && [200, 204].some((status) => documents(update, status))
  if (update.method === 'PATCH' && isEither && !documents(update, 404))
    return guess('creates', `${text} documents 201 beside another success, and no 404`)
  const isOfExisting = update.method === 'PUT' && isAboutExisting(update.description ?? '')
  if (isOfExisting && (documents(update, 404) || update.responses['4XX'] !== undefined))
    return sure(404, `${text} updates an existing member, as its description says`)
  if (!documents(update, 404)) return undefined
  return sureIf(isSpecificTo(subject, update, 404), 404, `${text} documents 404`)
}

/** True if a description says that the member of an update is there, and not that it is created otherwise. */
function isAboutExisting(description: string): boolean {
  const isSaid = /\b(?:overwrit|updat|replac|edit|modif|chang)(?:e|es|y|ies|s)? (?:an|the) existing\b/i.test(
    description,
  )
  return isSaid && !/\b(?:creat\w*|upsert\w*|add(?:s|ed)?|(?:not|never|n['’]t) (?:yet )?exist\w*)\b/i.test(description)
}
