import { assert, property } from 'fast-check'
import { expect, test } from 'vitest'
import { UserError } from '../../source/mistake.ts'
import { parseYamlSource } from '../../source/yaml-source.ts'
import { documentOf } from '../document.test-support.ts'
import { inferModel } from '../infer/infer-model.ts'
import type { Model } from '../model.ts'
import { models } from '../model.test-support.ts'
import { toModel } from './read-model.ts'
import { USER, USERS } from '../users.test-support.ts'
import { renderModel } from './write-model.ts'

const read = (text: string): Model => toModel(parseYamlSource('contract.yaml', text))

/** The mistakes of a text, each with its place. */
function mistakes(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  return 'none'
}

/** The reason of a sure fact is a comment of the file, and is lost. */
const withoutSureReasons = (model: Model): unknown =>
  JSON.parse(JSON.stringify(model), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'certainty' in value && value.certainty === 'sure'
      ? { ...value, because: 'sure' }
      : value,
  )

test('a model is the same after it was written and read', () => {
  assert(
    property(models, (model) => {
      expect(withoutSureReasons(read(renderModel(model)))).toEqual(withoutSureReasons(model))
    }),
    { numRuns: 150 },
  )
})

test('a list of guesses whose last line was removed is empty', () => {
  const text = renderModel(USERS_MODEL).replace(/^(guesses|calibrated):\n(?:  .*\n)+/gm, '$1:\n')
  expect(text).toContain('guesses:\n')
  expect(mistakes(text)).toBe('none')
})

const USERS_MODEL = inferModel(documentOf(USERS, { User: USER }))

test('the file has each fact on a line with its reason, and a list of the guesses', () => {
  expect(renderModel(USERS_MODEL, '../model.schema.json')).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=../model.schema.json
    # Facts about an API that its OpenAPI document does not state, or states only between the lines.
    # Correct what is wrong. A fact that has a line under "guesses" gives warnings only: remove the line to make the fact sure.
    # A fact that is removed is unknown, and what hangs on it is not verified.

    model: 2
    name: users-api
    version: 1.0.0
    document: openapi.yaml
    resources:
      user:
        # unknown: updates.unknown
        key:
          parameters: [ userId ]
          address: { userId: /id } # a member has "id" for {userId}
          chosen: server # the body of POST /users has no /id
        list:
          operation: GET /users
          items: "" # GET /users answers an array of members
          pages:
            # GET /users takes no page parameter
            - { style: whole }
        create:
          operation: POST /users
          media: application/json
          answers: member # POST /users answers the schema of a member
          again: another # guess: POST /users documents no 409
        read: GET /users/{userId}
        updates:
          - operation: PUT /users/{userId}
            media: application/json
            effect: replace # guess: PUT /users/{userId} is a PUT (RFC 9110, section 9.3.4)
          - operation: PATCH /users/{userId}
            media: application/json
            effect: merge # PATCH /users/{userId} takes a part of a member
            unknown: 404 # PATCH /users/{userId} documents 404
        delete:
          operation: DELETE /users/{userId}
          again: 404 # DELETE /users/{userId} documents 404
          leaves: nothing # GET /users/{userId} documents the missing member
        server: [ /id ]
        hidden:
          - /password # password is writeOnly
    guesses:
      user.create.again: POST /users documents no 409
      user.updates.PUT /users/{userId}.effect: PUT /users/{userId} is a PUT (RFC 9110, section 9.3.4)
    "
  `)
})

test('a fact is sure where the line under guesses is removed', () => {
  const text = renderModel(USERS_MODEL)
  expect(read(text).resources['user']?.create?.again).toEqual({
    value: 'another',
    certainty: 'guess',
    because: 'POST /users documents no 409',
  })
  const corrected = text.replace(/\n {2}user\.create\.again: .*/, '')
  expect(read(corrected).resources['user']?.create?.again).toEqual({
    value: 'another',
    certainty: 'sure',
    because: 'contract.yaml:26 states it',
  })
})

test('a text of the document cannot leave its comment', () => {
  const list = {
    operation: 'list',
    items: { value: '/a', certainty: 'guess', because: 'x\nversion: 9\u2028y' } as const,
  }
  const [user] = Object.values(USERS_MODEL.resources)
  const model = { ...USERS_MODEL, resources: { user: { ...user, list } } } as Model
  expect(read(renderModel(model))).toMatchObject({
    version: '1.0.0',
    resources: { user: { list: { items: { because: 'x version: 9 y' } } } },
  })
})

const HEAD = 'model: 2\nname: users\nversion: 1.0.0\ndocument: openapi.yaml\n'

test('each mistake has a place, and says what is expected', () => {
  const wrong = [
    'resources: { user: { key: { parameters: [id] }, creates: {} } }',
    'resources: { user: { key: { parameters: [id], chosen: servr } } }',
    'resources: { user: { key: { parameters: [id] }, list: { operation: l, pages: [{ style: number, number: page, cursor: x, first: 1 }] } } }',
    'resources: { user: { key: { parameters: [id] }, within: [{ scope: group }] } }\nscopes: { groups: { parameter: groupId } }',
    'resources: { user: { key: { parameters: [id] }, within: [{ resource: user }] } }',
    'resources: { user: { key: { parameters: [id], address: { ids: /id } } } }',
    'resources: { user: { key: { parameters: [id], address: { id: /id } } } }\nguesses: { user.key.adress: why }',
    'resources: { user: { key: { parameters: [id], chosen: server } } }\nguesses: { user.key.chosen: why }\ncalibrated: { user.key.chosen: seen }',
    'resources: { user: { key: { parameters: [id] }, create: { operation: c, again: twice } } }',
    'resources: { user: { key: { parameters: [id] }, refers: { /teamId: teams } }, team: { key: { parameters: [a, b] } } }',
    'resources: { user: { key: { parameters: [id] }, refers: { /teamId: team } }, team: { key: { parameters: [a, b] } } }',
    'resources: { user: { key: { parameters: [id] }, refers: { teamId: team } } }',
  ]
  expect(wrong.map((text) => mistakes(HEAD + text))).toMatchInlineSnapshot(`
    [
      "contract.yaml:5:49  unknown key "creates"; did you mean "create"?",
      "contract.yaml:5:55  expected one of client, server, either, not "servr"; did you mean "server"?",
      "contract.yaml:5:110  unknown key "cursor"; known are style, number, first, size",
      "contract.yaml:5:67  "group" is no scope; did you mean "groups"?",
      "contract.yaml:5:70  "user" is no other resource",
      "contract.yaml:5:56  "ids" is no key parameter; did you mean "id"?
    contract.yaml:5:56  the address of the key parameter "id" is missing here",
      "contract.yaml:6:12  "user.key.adress" is no fact of this file; did you mean "user.key.address"?",
      "contract.yaml:7:15  "user.key.chosen" is a guess too; one of the two lines is wrong",
      "contract.yaml:5:80  expected a status such as 409, or another, or replaces, not "twice"",
      "contract.yaml:5:68  "teams" is no other resource; did you mean "team"?",
      "contract.yaml:5:68  a property cannot name a team, which has 2 keys",
      "contract.yaml:5:57  expected a JSON Pointer such as /id, not "teamId"",
    ]
  `)
})
