import { expect, test } from 'vitest'
import { fireCases } from './declared.test-support.ts'

const KEEPS = `
  - id: own.keeps
    title: an update that merges leaves the rest
    for: { resource: each, where: { update.effect: merge } }
    given: { there: it }
    steps:
      - send: { operation: $resource.update, of: it, body: { part: valid } }
        expect: { it-works: { status: 2xx } }
      - send: { operation: $resource.read, of: it }
        expect: { it-works: { status: 200, equalsKnown: own } }
`

test('a case for each resource with a fact is a case of each, and members go afterwards', async () => {
  for (const [name, resource] of [
    ['users', 'databaseUser'],
    ['notes', 'note'],
  ] as const) {
    const { told, held, report } = await fireCases(name, KEEPS)
    expect(told.filter((line) => line.startsWith('own.'))).toEqual([`own.keeps[${resource}] pass`])
    expect([report.verdict, held[1]]).toEqual(['conforms', held[0]])
  }
})

test('a finding is under its requirement, with the place of the expectation', async () => {
  const { report } = await fireCases('users', KEEPS, { as: 'users.patch-drops-the-rest' })
  const [result] = report.results
  expect(report.verdict).toBe('violates')
  expect(
    result?.findings.map(({ requirement, signature, location }) => [requirement, signature, location.line]),
  ).toEqual(expect.arrayContaining([['it-works', 'value-missing', 16]]))
  expect(report.requirements.map(({ id, status }) => `${id} ${status}`)).toContain('it-works violated')
})

const REFUSED = `
  - id: own.refused
    title: a description is a text
    resource: databaseUser
    given: { there: it }
    steps:
      - send: { operation: $resource.create, body: { whole: valid, set: { at: /description, to: 7 } } }
        expect: { it-works: { status: 400 } }
      - send: { operation: $resource.create, body: { whole: it } }
        expect: { it-works: { status: 409 } }
`

test('a member that a refused create has stored is told by the case, and is removed', async () => {
  const { told, held, report } = await fireCases('users', REFUSED, { as: 'users.refused-create-is-kept' })
  expect(told).toEqual([
    expect.stringMatching(
      /^own\.refused fail; must refused-create-leaves-nothing: expected no member from a refused create, got one at \/api\/\S+\/w\w{9} \(POST \/api\/\S+ was answered 400\)$/,
    ),
  ])
  expect([held[1], report.leftBehind]).toEqual([held[0], undefined])
  expect(report.causes.map(({ id }) => id)).toEqual(['refused-create-leaves-nothing/kept[databaseUser]'])
  const statuses = report.requirements.map(({ id, status }) => `${id} ${status}`)
  expect(statuses).toContain('refused-create-leaves-nothing violated')
  const right = await fireCases('users', REFUSED)
  expect([right.told, right.held]).toEqual([['own.refused pass'], [0, 0]])
})

const ROWS = `
  - id: own.rows
    title: a property has the value that was sent
    for: { resource: each, where: { update.effect: merge } }
    each: { as: [owner, nobody], status: [200] }
    rows:
      - { name: long, at: /title, to: { $repeat: ab, times: 30 }, operation: $resource.read }
      - { name: dollar, at: /title, to: $$title, operation: getNote }
    steps:
      - send: { operation: $resource.create, body: { whole: valid, set: { at: $at, to: $to } } }
        expect: { it-works: { status: 201 } }
        save: { made: member }
      - send: { operation: $operation, of: made, as: $as }
        expect: { it-works: { status: $status, body: { $at: { equals: x } } } }
`

test('each row is a case, whose references have the values of its columns', async () => {
  const rows = ROWS.replace(', body: { $at: { equals: x } }', ', body: { /title: { equals: $to } }')
  const { told, report, held } = await fireCases('notes', rows)
  expect(told).toEqual([
    'own.rows[note,owner,200,long] pass',
    'own.rows[note,owner,200,dollar] pass',
    expect.stringMatching(
      /^own\.rows\[note,nobody,200,long\] fail; must it-works: expected status 200; the answer is 401/,
    ),
    expect.stringMatching(/^own\.rows\[note,nobody,200,dollar\] fail; /),
  ])
  expect(new Set(report.results.map(({ location }) => location.line))).toEqual(new Set([8]))
  expect(held[1]).toEqual(held[0])
})

test('the rows of a table that stands first come first in ids', async () => {
  const text = `
  - id: own.sizes
    title: a page has the asked size
    resource: note
    rows: [{ size: 1 }, { size: 2 }]
    each: { cursor: [''] }
    send: { operation: $resource.list, query: { limit: $size } }
    expect: { it-works: { status: 200, body: { /nextCursor: { not: $cursor } } } }
`
  const { told } = await fireCases('notes', text)
  expect(told).toEqual(['own.sizes[1,] pass', 'own.sizes[2,] pass'])
})

const CREATES = `
  - id: own.creates
    title: what is sent comes back, by what the answer says
    resource: note
    steps:
      - send: { operation: $resource.create, body: { whole: valid, set: { at: /title, to: own title } } }
        expect: { it-works: { status: 201, mediaType: json, body: { /title: { equals: own title } } } }
        save: { made: member, id: /id, tag: header:ETag }
      - send: { operation: getNote, key: { noteId: $id }, headers: { If-None-Match: '"other"' } }
        expect: { it-works: { status: 200, equalsKnown: own, body: { /id: { equals: $id } }, header: { ETag: { equals: $tag } } } }
`

test('values of answers stand in paths and expectations; a member that a case made is known', async () => {
  const wrong = CREATES.replace(', equalsKnown: own', '')
  const { told, held } = await fireCases('notes', wrong)
  expect(told).toEqual(['own.creates pass'])
  expect(held[1]).toEqual(held[0])
})

const CHILDREN = `
  - id: own.children
    title: a comment is below its note
    resource: note
    given: { there: [it, other] }
    steps:
      - send: { operation: addComment, of: it, body: valid }
        expect: { it-works: { status: 201 } }
        save: { comment: member }
      - send: { operation: getComment, of: comment }
        expect: { it-works: { status: 200, equalsKnown: own } }
      - send: { operation: listComments, of: other }
        expect: { it-works: { status: 200 } }
      - send: { operation: replaceComment, of: comment, body: valid }
        expect: { it-works: { status: 2xx } }
      - send: { operation: getComment, of: comment }
        expect: { it-works: { equalsKnown: own } }
      - send: { operation: deleteComment, of: comment }
        expect: { it-works: { status: 204 } }
      - send: { operation: getComment, of: comment }
        expect: { it-works: { status: 404 } }
`

test('a case reaches the members below its own', async () => {
  const { told, held } = await fireCases('notes', CHILDREN)
  expect(told).toEqual(['own.children pass'])
  expect(held[1]).toEqual(held[0])
})

const TWICE = `
  - id: own.twice
    title: a second create of a user is refused
    resource: databaseUser
    given: { there: it }
    send: { operation: $resource.create, body: { whole: it, set: { at: /description, to: another }, drop: [/labels] } }
    expect: { it-works: { status: 409 } }
  - id: own.unknown
    title: a user that is not there is not found
    resource: databaseUser
    given: { there: it }
    steps:
      - send: { operation: $resource.read, of: unknown }
        expect: { it-may-work: { status: 404 } }
      - send: { operation: $resource.delete, of: it }
        expect: { it-may-work: { status: 204 } }
      - send: { operation: $resource.update, of: it, body: { json: { description: x } } }
        expect: { it-may-work: { status: 404 } }
      - send: { operation: $resource.list, key: { groupId: '000000000000000000000000' } }
        expect: { it-may-work: { status: 404 } }
      - send: { operation: $resource.list, as: stranger, query: { itemsPerPage: 1 } }
        expect: { it-may-work: { status: [403, 404] } }
      - send: { operation: $resource.list, as: nobody }
        expect: { it-may-work: { status: 401 } }
`

test('a key is sent again, a member is unknown, and callers differ', async () => {
  const { told, held } = await fireCases('users', TWICE)
  expect(told).toEqual(['own.twice pass', 'own.unknown pass'])
  expect(held[1]).toEqual(held[0])
  const faulty = await fireCases('users', TWICE, { as: 'users.second-create-overwrites' })
  expect(faulty.told[0]).toBe('own.twice fail; must it-works: expected status 409; the answer is 201')
  expect(faulty.held[1]).toEqual(faulty.held[0])
})

test('a step that fails ends its case, and a should is a warning', async () => {
  const { told } = await fireCases(
    'users',
    `
  - id: own.ends
    title: it ends
    resource: databaseUser
    steps:
      - send: { operation: $resource.read, of: unknown }
        expect: { it-works: { status: 200 } }
      - send: { operation: $resource.read, of: unknown }
        expect: { it-may-work: { status: 200 } }
  - id: own.warns
    title: it warns
    resource: databaseUser
    send: { operation: $resource.read, of: unknown }
    expect: { it-may-work: { status: 200 } }
`,
  )
  expect(told).toEqual([
    'own.ends fail; must it-works: expected status 200; the answer is 404',
    'own.warns warn; should it-may-work: expected status 200; the answer is 404',
  ])
})

const SECRET = `
  - id: own.secret
    title: a new password is not shown
    resource: databaseUser
    given: { there: it }
    send: { operation: $resource.update, of: it, body: { json: { password: $secret } } }
    expect: { it-works: { status: 200, body: { /password: { absent: true } } } }
`

test('a secret of a case is masked in the report, and no later answer may show it', async () => {
  const right = await fireCases('users', SECRET)
  expect(right.told).toEqual(['own.secret pass'])
  const sent = JSON.stringify(right.report)
  expect(sent).not.toMatch(/"password\\?":\\?"(?!\*|\[|<)[A-Za-z0-9]{24}/)
})

test('a guess makes the musts of a case shoulds, and a fact that is missing leaves it unverified', async () => {
  const cases = `
  - id: own.guess
    title: it hangs on a guess
    for: { resource: each, where: { create.again: another } }
    given: { there: it }
    send: { operation: $resource.read, of: it }
    expect: { it-works: { status: 404 } }
`
  const { report, told } = await fireCases('notes', cases)
  expect(told).toEqual(
    expect.arrayContaining([expect.stringMatching(/^own\.guess\[\w+\] warn; should it-works\.presumed: /)]),
  )
  expect(report.verdict).toBe('conforms')
})

test('a run that may not write sends no write of a case', async () => {
  const { report, held } = await fireCases('users', TWICE, { more: { mayWrite: () => false } })
  expect(report.results.map(({ status, reason }) => `${status} ${reason}`)).toEqual([
    'skip the run may not write databaseUser; --write databaseUser allows it',
    'skip the run may not write databaseUser; --write databaseUser allows it',
  ])
  expect(held[1]).toEqual(held[0])
})

test('a case never changes a member from before the run', async () => {
  const cases = `
  - id: own.takes
    title: it takes a member of others
    resource: databaseUser
    steps:
      - send: { operation: $resource.list, query: { itemsPerPage: 1, pageNum: 1 } }
        expect: { it-works: { status: 200 } }
        save: { user: /results/0/username, database: /results/0/databaseName }
      - send: { operation: $resource.delete, key: { username: $user, databaseName: $database } }
        expect: { it-works: { status: 204 } }
`
  const { told, held } = await fireCases('users', cases, { as: 'users.is-not-empty' })
  expect(told[0]).toMatch(
    /^own\.takes skip; GET \S+ was answered 200; the run never changes members from before the run$/,
  )
  expect(held[1]).toEqual(held[0])
})

test('a value that an answer lacks leaves the rest of the case unverified', async () => {
  const cases = `
  - id: own.saves
    title: it saves nothing
    resource: note
    steps:
      - send: { operation: $resource.list }
        expect: { it-works: { status: 200 } }
        save: { cursor: /nothing }
      - send: { operation: $resource.list, query: { cursor: $cursor } }
        expect: { it-works: { status: 200 } }
`
  const { told } = await fireCases('notes', cases)
  expect(told).toEqual(['own.saves skip; the answer to GET /notes has nothing at /nothing to save as cursor'])
})
