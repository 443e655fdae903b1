import { expect, test } from 'vitest'
import { APIS } from '../../fixtures/apis/apis.ts'
import { direct } from '../../fixtures/apis/kit/direct.ts'
import { readDocument } from '../document/read-document.ts'
import { directTarget } from '../http/direct-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { inferModel } from '../resource/infer/infer-model.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { readWritten } from '../document/written.test-support.ts'
import { fireAt } from './tests/fire-at.test-support.ts'
import { fireLaws } from './tests/fire-laws.test-support.ts'
import type { Law } from './world/law.ts'
import { runLaws } from './run-laws.ts'

test('an error of the clean-up ends the run, after its connections are closed', async () => {
  const api = APIS.find(({ name }) => name === 'notes')
  if (api === undefined) throw new Error('there are no notes')
  const { document } = readDocument(api.document)
  const target = directTarget(direct(api.serve()), DEFAULT_LIMITS)
  let closed = 0
  const events = runLaws({
    document,
    model: inferModel(document),
    target: { ...target, close: () => Promise.resolve(void (closed += 1)) },
    principals: api.principals,
    scopes: {},
    mayWrite: () => true,
    seed: 1,
    level: 'must',
    selects: (id) => id.startsWith('law.read-equals-write['),
    ledger: {
      creating: () => 1,
      createdAt: () => undefined,
      wrote: () => undefined,
      showed: () => undefined,
      listed: () => undefined,
      before: () => undefined,
      gone: () => {
        throw new Error('the disk is full')
      },
    },
  })
  const whole = async (): Promise<void> => {
    for await (const { type } of events) expect(type).not.toBe('report')
  }
  await expect(whole()).rejects.toThrow('the disk is full')
  expect(closed).toBe(1)
})

/** A law that is broken at three places of one answer. */
const BROKEN: Law = {
  id: 'broken',
  level: 'must',
  text: 'A test breaks this law.',
  source: 'a test',
  acrossResources: true,
  needs: () => ({ holds: true, certainty: 'sure' }),
  async check(world) {
    const answer = await world.read(await world.fresh())
    const places = ['body#/a', 'body#/b', 'body#/c']
    const problems = places.map((at) => ({ signature: 'wrong', message: '', at, expected: 1, actual: 2 }))
    world.expect(answer, problems)
  },
}

const OUTPUT = Promise.resolve(['a line of the server'])

test('a cause that one result has at three places gets the output of the server at the next result too', async () => {
  const { report } = await fireLaws('notes', { more: { laws: [BROKEN], answerLaws: [], outputIn: () => OUTPUT } })
  const told = report.results.map(({ findings, exchanges }) => [
    findings.length,
    exchanges.filter(({ output }) => output !== undefined).length,
  ])
  expect(told).toEqual([
    [3, 1],
    [3, 1],
  ])
})

test('a run that --bail has stopped says so', async () => {
  const { report } = await fireLaws('notes', { more: { laws: [BROKEN], answerLaws: [], bail: 1 } })
  expect(report.reason).toBe('stopped by --bail after 1 failed case')
})

const SECRET = 'k3yAbCdEfGhIjKlMnOpQrStUvWxYz0123456789'

/** Things below a path that holds a secret. */
const HIDDEN = `openapi: 3.1.0
info: { title: things, version: '1' }
paths:
  /${SECRET}/things:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &thing { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *thing } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *thing } } } } }
  /${SECRET}/things/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one } }
    delete: { responses: { '204': { description: done } } }
`

test.each(['refuses creates', 'does not answer'])(
  'the reason and the notes of a target that %s have no secret',
  async (how) => {
    const secrets = createSecrets()
    secrets.add({
      value: SECRET,
      pointer: '/key',
      redaction: { rule: 'tail', tail: 4, strength: 'stated', form: 'token' },
    })
    const { document } = readWritten({ 'things.yaml': HIDDEN })
    const report = await fireAt(
      document,
      (request) => {
        if (how === 'does not answer') throw new Error('the connection is closed')
        return Promise.resolve(
          Response.json(request.method === 'GET' ? [] : {}, { status: request.method === 'GET' ? 200 : 400 }),
        )
      },
      { secrets },
    )
    const said = JSON.stringify([report.reason, report.notes, report.requirements.map(({ reason }) => reason)])
    expect(said).toContain('/things')
    expect(said).not.toContain(SECRET)
  },
)
