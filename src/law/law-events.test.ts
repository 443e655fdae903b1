import { expect, test } from 'vitest'
import { APIS } from '../../fixtures/apis/apis.ts'
import { direct } from '../../fixtures/apis/kit/direct.ts'
import { readDocument } from '../document/read-document.ts'
import { directTarget } from '../http/direct-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { inferModel } from '../resource/infer/infer-model.ts'
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
