import { expect, test } from 'vitest'
import { APIS } from '../../fixtures/apis/apis.ts'
import { direct } from '../../fixtures/apis/kit/direct.ts'
import { readDocument } from '../document/read-document.ts'
import { directTarget } from '../http/direct-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { inferModel } from '../resource/infer/infer-model.ts'
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
      listed: () => undefined,
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
