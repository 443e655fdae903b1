import { expect, test } from 'vitest'
import { APIS, type Api } from '../../fixtures/apis/apis.ts'
import { listenApi } from '../../fixtures/apis/kit/listen-api.ts'
import { readDocument } from '../document/read-document.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import { httpTarget } from '../http/http-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { inferModel } from '../resource/infer/infer-model.ts'
import { namedFacts } from '../resource/file/model-file.ts'
import { type CalibratedModel, calibrateModel } from './calibrate-model.ts'

const apiNamed = (name: string): Api => {
  const api = APIS.find((each) => each.name === name)
  if (api === undefined) throw new Error(`there is no API ${name}`)
  return api
}

interface Look {
  /** A fault or a variant of the server. */
  readonly as?: string
  readonly mayWrite?: boolean
}

/** Looks at one of the servers; `held`: the members that the server had before and after. */
async function look(name: string, { as, mayWrite = true }: Look = {}): Promise<CalibratedModel & { held: unknown[] }> {
  const api = apiNamed(name)
  const deviation = [...api.faults, ...api.variants].find(({ id }) => id === as)
  if (as !== undefined && deviation === undefined) throw new Error(`there is no ${as}`)
  const answers = (deviation ?? api).serve()
  const before = answers.held()
  const { url, close } = await listenApi(answers)
  const { document } = readDocument(api.document)
  const model = inferModel(document)
  const scopes = Object.fromEntries(
    Object.entries(model.scopes).map(([scope, { parameter }]) => [scope, api.scopes[parameter] ?? '']),
  )
  const owner = api.principals['owner'] as Credentials | undefined
  const found = await calibrateModel({
    document,
    model,
    target: httpTarget(new URL(url), { limits: DEFAULT_LIMITS, proxy: false }),
    principals: owner === undefined ? {} : { owner },
    scopes,
    mayWrite: () => mayWrite,
    seed: 1,
    level: 'must',
  })
  await close()
  return { ...found, held: [before, answers.held()] }
}

const facts = ({ model }: CalibratedModel): readonly string[] =>
  namedFacts(model)
    .filter(({ fact }) => fact.certainty === 'calibrated')
    .map(({ name, fact }) => `${name} ${JSON.stringify(fact.value)}: ${fact.because}`)

/** The calibrated facts and the remarks of a look that left nothing behind. */
async function told(name: string, how: Look = {}): Promise<readonly string[]> {
  const found = await look(name, how)
  const [before, after] = found.held
  expect([after, found.leftBehind, found.reason]).toEqual([before, [], undefined])
  expect(found.requests).toBeLessThan(22 * Object.keys(found.model.resources).length)
  return [...facts(found), ...found.model.remarks.map((remark) => `! ${remark}`)]
}

test('a look at notes calibrates what the document leaves open, and leaves no member behind', async () => {
  expect(await told('notes')).toMatchInlineSnapshot(`
    [
      "note.create.again 409: a second POST /notes was answered 409",
      "note.updates.patchNote application/merge-patch+json.unknown 404: PATCH /notes/{noteId} after the delete was answered 404",
      "note.updates.patchNote application/json-patch+json.unknown 404: PATCH /notes/{noteId} after the delete was answered 404",
      "note.delete.again 404: a second DELETE /notes/{noteId} was answered 404",
      "note.delete.leaves "nothing": GET /notes/{noteId} after the delete was answered 404",
      "note.unique./alias "/alias": a second POST /notes with the same /alias was answered 409",
      "comment.create.again "another": a second POST /notes/{noteId}/comments was answered 201",
      "comment.updates.replaceComment.effect "replace": PUT /notes/{noteId}/comments/{commentId} without "mood" resets it",
      "comment.delete.again 404: a second DELETE /notes/{noteId}/comments/{commentId} was answered 404",
      "comment.delete.leaves "nothing": GET /notes/{noteId}/comments/{commentId} after the delete was answered 404",
    ]
  `)
})

test('a look at database users calibrates a key in the body', async () => {
  expect(await told('users')).toMatchInlineSnapshot(`
    [
      "databaseUser.updates.updateDatabaseUser.effect "merge": PATCH /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username} without "description" keeps it",
      "databaseUser.updates.updateDatabaseUser.unknown 404: PATCH /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username} after the delete was answered 404",
      "databaseUser.delete.again 404: a second DELETE /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username} was answered 404",
    ]
  `)
})

test('a look at a shop calibrates a key in the path, and remarks what the document does not list', async () => {
  expect(await told('shop')).toMatchInlineSnapshot(`
    [
      "product.key.chosen "client": a second PUT /api/products/{sku} was answered 200",
      "product.create.again "replaces": a second PUT /api/products/{sku} was answered 200",
      "product.updates.put_1.effect "replace": PUT /api/products/{sku} without "stock" resets it",
      "product.updates.put_1.unknown "creates": PUT /api/products/{sku} created a member",
      "product.delete.again 404: a second DELETE /api/products/{sku} was answered 404",
      "product.delete.leaves "nothing": GET /api/products/{sku} after the delete was answered 404",
      "order.create.again "another": a second POST /api/orders was answered 200",
      "order.updates.put_2.effect "replace": PUT /api/orders/{id} without "giftNote" resets it",
      "order.delete.again 200: a second DELETE /api/orders/{id} was answered 200",
      "order.delete.leaves "tombstone": GET /api/orders/{id} after the delete was answered 200, with another state",
      "! product: GET /api/products/{sku} was answered 404, which the document does not list",
      "! product: DELETE /api/products/{sku} was answered 404, which the document does not list",
    ]
  `)
})

const without = (all: readonly string[], others: readonly string[]): readonly string[] =>
  all.filter((each) => !others.includes(each))

test('a fault makes no fact: it is a remark', async () => {
  expect(without(await told('users', { as: 'users.patch-drops-the-rest' }), await told('users')))
    .toMatchInlineSnapshot(`
    [
      "! databaseUser: PATCH /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username} without "description" resets it, although it merges: PATCH /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username} takes a part of a member",
    ]
  `)
  expect(without(await told('users', { as: 'users.second-create-overwrites' }), await told('users')))
    .toMatchInlineSnapshot(`
    [
      "! databaseUser: create.again is 409 (POST /api/atlas/v2/groups/{groupId}/databaseUsers documents 409), but a second POST /api/atlas/v2/groups/{groupId}/databaseUsers was answered 201",
    ]
  `)
  expect(without(await told('shop', { as: 'shop.limit-is-ignored' }), await told('shop'))).toMatchInlineSnapshot(`
    [
      "! product: GET /api/products was answered with 2 members on a page of 1",
      "! order: GET /api/orders was answered with 3 members on a page of 1",
    ]
  `)
  expect(without(await told('shop', { as: 'shop.put-keeps-the-rest' }), await told('shop'))).toMatchInlineSnapshot(`
    [
      "product.updates.put_1.effect "merge": PUT /api/products/{sku} without "stock" keeps it",
    ]
  `)
})

test('a write that lacks a version says nothing about a second create', async () => {
  const found = without(await told('shop', { as: 'shop.products-have-versions' }), await told('shop'))
  expect(found.filter((each) => each.includes('create.again'))).toEqual([])
})

test('a resource that may not be written is only listed', async () => {
  const { model, requests } = await look('notes', { mayWrite: false })
  expect(model.remarks).toMatchInlineSnapshot(`
    [
      "note: the run may not write note; --write note allows it",
      "comment: the run may not write comment; --write comment allows it",
      "comment: the run may not write note; --write note allows it",
    ]
  `)
  expect(requests).toBeLessThan(6)
})
