import { isDeepStrictEqual } from 'node:util'
import type { ApiDocument } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { withValueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { operationWithId } from '../body/paths.ts'
import type { Member } from '../session/member.ts'
import type { Problem } from '../session/problem.ts'
import type { CreateRequest } from '../world/create-request.ts'
import { lacking, type Need } from '../world/facts.ts'
import type { World } from '../world/world.ts'
import { type IdempotencyPlace, idempotencyPlace } from './idempotency-place.ts'

/** Needs a create with an idempotency key. */
export const hasIdempotencyKey: Need = (resource, _, document) =>
  placeOfKey(resource, document) === undefined
    ? lacking('idempotency key of the create')
    : { holds: true, certainty: 'sure' }

/** The place of the idempotency key of the create of a resource. */
export function placeOfKey(resource: Resource, document: ApiDocument): IdempotencyPlace | undefined {
  const { create } = resource
  return create === undefined
    ? undefined
    : idempotencyPlace(operationWithId(document, create.operation), resource, document)
}

/** The name of an idempotency key in messages: that of its parameter, or the pointer to its property. */
export function nameOfKey(place: IdempotencyPlace): string {
  return place.in === 'body' ? place.at : place.name
}

/** The create with an idempotency key. */
export function withIdempotencyKey(asked: CreateRequest, place: IdempotencyPlace, key: string): CreateRequest {
  if (place.in === 'body') return { ...asked, body: withValueAt(asked.body, place.at, key.slice(0, place.most)) }
  return { ...asked, [place.in === 'header' ? 'headers' : 'query']: { [place.name]: key } }
}

/** The descriptions that tell of an idempotency key: those of the key, of the create, of its refusals and of the API. */
export function wordsOfKey(
  place: IdempotencyPlace,
  { operation, resource, document }: Pick<World, 'operation' | 'resource' | 'document'>,
): readonly (string | undefined)[] {
  const { parameters, description, responses } = operation(resource.create?.operation ?? '')
  const ofKey = place.in === 'body' ? undefined : parameters.find(({ name }) => name === place.name)?.description
  // A status that has such a description refuses by itself.
  const ofRefusals = ['409', '422'].flatMap((status) =>
    sentencesOf(responses[status]?.description).map((text) => `${status} if ${text}`),
  )
  return [ofKey, description, ...ofRefusals, document.description]
}

/** True for two members with different keys. */
export function isOtherMember({ own }: Member, other: Member | undefined): boolean {
  return other !== undefined && !isDeepStrictEqual(other.own, own)
}

/** A second member that a repeated create has made. */
export function createdAgain(
  what: string,
  members: readonly (Member | undefined)[],
  { resource }: Pick<World, 'resource'>,
): Problem {
  const [expected = '', actual = ''] = members.map((one) => one?.own.join('/'))
  const at = `body#${Object.values(resource.key.address?.value ?? {})[0] ?? ''}`
  const message = `expected the member ${expected} for ${what}, got another one, ${actual}`
  return { signature: 'created-again', message, at, expected, actual }
}
