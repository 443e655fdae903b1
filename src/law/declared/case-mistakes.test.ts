import { expect, test } from 'vitest'
import { UserError } from '../../source/mistake.ts'
import { parseYamlSource } from '../../source/yaml-source.ts'
import { casesOf, mistakesOf } from './declared.test-support.ts'
import { casesFrom } from './load-cases.ts'

const HEAD = `  - id: own.one
    title: it works
`
const OK = 'expect: { it-works: { status: 200 } }'

/** A case about a user with one request. */
const user = (send: string, more = OK): string =>
  `${HEAD}    resource: databaseUser\n    given: { there: it }\n    send: ${send}\n    ${more}\n`

/** A case about a note with steps. */
const note = (...steps: readonly string[]): string =>
  `${HEAD}    resource: note\n    given: { there: it }\n    steps:\n${steps.map((step) => `      - { ${step} }\n`).join('')}`

test.each([
  // Words.
  [user('{ operation: getDatabaseUser, off: it }'), '5:41  unknown key "off"; did you mean "of"?'],
  [
    user('{ operation: getDatabaseUser, of: it }', 'expect: { it-works: { staus: 200 } }'),
    '6:27  unknown expectation "staus"; did you mean "status"?',
  ],
  [
    user('{ operation: getDatabaseUser, of: it }', 'expect: { it-works: { schema: documented } }'),
    '6:27  unknown expectation "schema"; known are status, header, mediaType, body, equalsKnown',
  ],
  [
    user('{ operation: getDatabaseUser, of: it }', 'expect: { it-work: { status: 200 } }'),
    '6:15  "it-work" is not a requirement of this contract; did you mean "it-works" (own.yaml:4)?',
  ],
  [
    user('{ operation: $resource.get, of: it }'),
    '5:24  expected an operation of the document, or $resource.create, $resource.read, $resource.list, $resource.update or $resource.delete, not "$resource.get"',
  ],
  [
    user('{ operation: getDatabaseUser, of: it, body: { raw: x, set: { at: /a, to: 1 } } }'),
    '5:55  expected no other word beside "raw" in a body, not a map with raw, set\n5:49  "whole" is missing here',
  ],
  // The contract.
  [
    user('{ operation: $resource.read, of: it }').replace('databaseUser', 'databaseUsers'),
    '3:15  there is no resource "databaseUsers"; did you mean "databaseUser"?; known are databaseUser',
  ],
  [
    user('{ operation: getDatabaseUsers, of: it }'),
    '5:24  "getDatabaseUsers" is no operation of the document; did you mean "getDatabaseUser"?',
  ],
  [
    `${HEAD}    for: { resource: each, where: { update.efect: merge } }\n    send: { operation: $resource.list }\n    ${OK}\n`,
    '3:37  unknown fact "update.efect"; did you mean "update.effect"?',
  ],
  [
    `${HEAD}    for: { resource: each, where: { update.effect: merges } }\n    send: { operation: $resource.list }\n    ${OK}\n`,
    '3:52  expected one of replace, merge, json-patch, scim-patch, replace-or-keep, not "merges"; did you mean "merge"?',
  ],
  [
    `${HEAD}    for: { resource: each, where: { key.chosen: server } }\n    send: { operation: $resource.list }\n    ${OK}\n`,
    '3:35  no resource of the contract has these facts, so the case would never run',
  ],
  [
    user('{ operation: $resource.list, key: { group: x } }'),
    '5:47  "group" is no path parameter of /api/atlas/v2/groups/{groupId}/databaseUsers; did you mean "groupId"?',
  ],
  [
    user('{ operation: $resource.read, key: { username: x } }'),
    '5:24  {databaseName} of /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username} has no value; name a member with "of", or the value under "key"',
  ],
  // Members and values.
  [
    user('{ operation: $resource.read, of: its }'),
    '5:44  there is no member "its"; did you mean "it"?; "given" names members, and a step before saves one with { its: member }',
  ],
  [
    user('{ operation: $resource.list, query: { pageNum: $page } }'),
    '5:58  "$page" is not saved; a step before this one must save it; text that starts with $ is written $$',
  ],
  [
    user('{ operation: $resource.list, query: { pageNum: $it } }'),
    '5:58  "$it" is a member, and no value; save what you need of an answer under a name',
  ],
  [user('{ operation: $resource.list, query: { a: $secret } }'), '5:52  "$secret" is drawn in bodies only'],
  [
    note(`send: { operation: $resource.list, query: { a: $n } }, ${OK}, save: { n: /total }`),
    '6:58  "$n" is not saved; a step before this one must save it; text that starts with $ is written $$',
  ],
  [
    note(`send: { operation: $resource.read, of: it }, ${OK}, save: { it: /id }`),
    '6:103  "it" is a name of this case already; choose another',
  ],
  [
    note(`send: { operation: $resource.read, of: it }, ${OK}, save: { made: member }`),
    '6:109  GET /notes/{noteId} creates no member; only a create has one to save',
  ],
  // Bodies and expectations.
  [
    user('{ operation: $resource.create }'),
    "5:24  POST /api/atlas/v2/groups/{groupId}/databaseUsers takes a body; write body: valid, or { raw: '' } for an empty one",
  ],
  [
    user('{ operation: $resource.create, body: { part: valid } }'),
    '5:48  "part" is for an update, and POST /api/atlas/v2/groups/{groupId}/databaseUsers is none',
  ],
  [
    user('{ operation: $resource.list }', 'expect: { it-works: { equalsKnown: own } }'),
    '6:40  no member of the case is known here; name one with "of"',
  ],
  [
    user('{ operation: $resource.list }', 'expect: { it-works: { status: documented } }'),
    '6:35  that a status is documented is a law, status-is-documented; name statuses here',
  ],
  // Columns.
  [
    user('{ operation: $resource.list, query: { a: $size } }', `${OK}\n    each: { size: [1], other: [2] }`),
    '7:24  the column "other" is not used; write $other where its value belongs, or delete the column',
  ],
  [
    user('{ operation: $resource.list, query: { a: $a, b: $b } }', `${OK}\n    rows: [{ a: 1, b: 1 }, { a: 2 }]`),
    '7:28  this row lacks the column "b" of the first row; add a value',
  ],
  [
    user('{ operation: $resource.list, query: { a: $sise } }', `${OK}\n    each: { size: [1], of: [it] }`).replace(
      '$resource.list,',
      '$resource.list, of: $of, key: { groupId: $size },',
    ),
    '5:86  "$sise" is not a column of this case, and no step before this one saves it; did you mean "size"?; text that starts with $ is written $$',
  ],
  [
    user('{ operation: $resource.list, as: $by }', OK),
    '5:44  "$by" is not a column of this case; only a column can stand here',
  ],
  [
    user(
      '{ operation: $op, of: it, as: $by }',
      `${OK}\n    each: { op: [getDatabaseUser, getUser], by: [owner, someone] }`,
    ),
    '5:41  expected one of owner, reader, stranger, nobody, wrong, not "someone" in row [getDatabaseUser,someone]\n5:41  expected one of owner, reader, stranger, nobody, wrong, not "someone" in row [getUser,someone]',
  ],
  [
    user('{ operation: $op, of: it }', `${OK}\n    each: { op: [getDatabaseUser, getDatabaseUsr] }`),
    '5:24  "getDatabaseUsr" is no operation of the document; did you mean "getDatabaseUser"?',
  ],
  [
    user(
      '{ operation: $resource.list }',
      'expect: { it-works: { status: $status } }\n    each: { status: [200, gone] }',
    ),
    '6:35  expected a status such as 404, a class such as 4xx, documented, or a list of them, not "gone" in row [gone]',
  ],
  [
    user('{ operation: $resource.list, query: { a: $size } }', `${OK}\n    each: { size: [1, 1] }`),
    '1:9  two rows of "own.one" have the id [1]; give each row a column "name"',
  ],
  [
    user('{ operation: $resource.list, query: { a: $it } }', `${OK}\n    each: { it: [1] }`),
    '4:14  "it" is a name of this case already; choose another',
  ],
  [
    user('{ operation: $resource.list, query: { a: $a } }', `${OK}\n    each: { a: $types }`),
    '7:16  expected a list of values, not "$types"',
  ],
  // The form of a case.
  [`${HEAD}    send: { operation: listNotes }\n    ${OK}\n`, '1:9  a case needs exactly one of "resource" and "for"'],
  [`${HEAD}    resource: note\n`, '1:9  a case needs "send" and "expect", or "steps"'],
  [
    `${user('{ operation: $resource.list }')}    steps: [{ send: { operation: $resource.list }, ${OK} }]\n`,
    '5:5  "send" is not allowed beside "steps"; move it into a step\n6:5  "expect" is not allowed beside "steps"; move it into a step',
  ],
])('a mistake has its place: %#', (cases, expected) => {
  expect(mistakesOf(cases.includes('note\n') || cases.includes('listNotes') ? 'notes' : 'users', cases)).toBe(expected)
})

test.each(['of: unknown', 'of: it, key: { commentId: x }', 'key: { noteId: x, commentId: y }'])(
  'an update that may create a member of no claim is a mistake: %s',
  (words) => {
    const send = `{ ${words}, operation: replaceComment, body: { json: {} } }`
    const cases = `${HEAD}    resource: comment\n    given: { there: it }\n    send: ${send}\n    ${OK}\n`
    expect(mistakesOf('notes', cases)).toMatch(
      /^5:\d+ {2}an update of what is not there may create it; name a member with "of" and no "key"/,
    )
  },
)

test('all mistakes of all files are told at once, and an id is used once', () => {
  const twice = user('{ operation: $resource.read, of: it }')
  expect(mistakesOf('users', twice + twice)).toBe('7:9  another case already has the id "own.one" (1:9)')
  const sources = [parseYamlSource('a.yaml', 'suite: a\n'), parseYamlSource('b.yaml', 'cases: [\n')]
  const [law] = casesOf('users', twice)
  expect(law?.id).toBe('own.one')
  const load = (): unknown =>
    casesFrom(sources, { document: { operations: [] } as never, model: { resources: {} } as never })
  expect(load).toThrow(UserError)
  expect(load).toThrow(
    /^a\.yaml:1:1 {2}"about" is missing here\na\.yaml:1:1 {2}"cases" is missing here\nb\.yaml:1:8 {2}this is not YAML/,
  )
})
