import type { ApiDocument } from '../document/api-document.ts'
import { listOf, ref, TEXT } from './document.test-support.ts'
import { inferModel } from './infer/infer-model.ts'
import type { Resource } from './model.ts'

/** A user as a document states it, and a part of one. */
export const USER = {
  type: 'object',
  required: ['name'],
  properties: { id: { ...TEXT, readOnly: true }, name: TEXT, email: TEXT, password: { ...TEXT, writeOnly: true } },
}
export const PART = { type: 'object', properties: { name: TEXT, email: TEXT, password: TEXT } }

/** All operations on users. */
export const USERS = {
  'GET /users': { answers: { 200: listOf('User') } },
  'POST /users': { body: ref('User'), answers: { 201: ref('User') } },
  'GET /users/{userId}': { answers: { 200: ref('User'), 404: {} } },
  'PATCH /users/{userId}': { body: PART, answers: { 200: ref('User'), 404: {} } },
  'PUT /users/{userId}': { body: ref('User'), answers: { 200: ref('User') } },
  'DELETE /users/{userId}': { answers: { 204: undefined, 404: {} } },
}

/** A resource of the document's model. */
export const resource = (document: ApiDocument, name = 'user'): Resource => {
  const { resources } = inferModel(document)
  const found = resources[name]
  if (found === undefined) throw new Error(`there is no ${name}, but ${Object.keys(resources).join(', ')}`)
  return found
}

/** A fact as `value (certainty)`. */
export const told = (fact: { readonly value: unknown; readonly certainty: string } | undefined): string =>
  fact === undefined ? 'unknown' : `${JSON.stringify(fact.value)} (${fact.certainty})`
