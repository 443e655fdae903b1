import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS, type Target } from '../../http/target.ts'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { run } from '../run.ts'
import { fireAt, GROUP } from './run.test-support.ts'

/** A server that accepts what it should refuse, and a target for it. */
async function lenient(): Promise<{ readonly target: Target; readonly keys: () => Promise<readonly string[]> }> {
  const fault = faults.find(({ id }) => id === 'json-types.unchecked')
  const server = await createReference({ ...fault?.options, overrides: fault?.overrides ?? [] }).listen()
  onTestFinished(() => server.close())
  const url = `${server.url}/api/atlas/v2/groups/${GROUP}/integrations`
  return {
    target: httpTarget(new URL(server.url), { limits: DEFAULT_LIMITS, proxy: false }),
    async keys() {
      const answer = await fetch(url, { headers: { accept: 'application/vnd.atlas.2023-01-01+json' } })
      return ((await answer.json()) as { results: { type: string }[] }).results.map(({ type }) => type)
    },
  }
}

test.each([1, 8])(
  'after an internal error nothing but the clean-up is sent, with %i requests in flight',
  async (inFlight) => {
    const { target, keys } = await lenient()
    let findings = 0
    let [isBroken, creates] = [false, 0]
    const watched: Target = {
      ...target,
      async send(request, signal) {
        if (isBroken && request.method === 'POST') creates += 1
        // Creates that are under way at the error answer late.
        if (request.method === 'POST' && findings > 10) await setTimeout(20)
        return target.send(request, signal)
      },
    }
    const told = fireAt({
      target: watched,
      inFlight,
      only: ['property.create-refuses[SLACK]'],
      onFindings() {
        findings += 1
        if (findings <= 12) return
        isBroken = true
        throw new Error('a defect')
      },
    })
    await expect(told).rejects.toThrow('a defect')
    expect([creates, await keys()]).toEqual([0, []])
  },
)

test('a target that cannot be closed ends the run with its error', async () => {
  const { target } = await lenient()
  const events = run({
    contract: CONTRACT,
    validators: VALIDATORS,
    cases: [],
    invariants: [],
    target: { ...target, close: () => Promise.reject(new Error('not closed')) },
    groups: [GROUP],
    principals: {},
    seed: 1,
    level: 'must',
  })
  const read = async (): Promise<void> => {
    // A slow consumer: the target is closed before the last event is read.
    for await (const _ of events) await setTimeout(20)
  }
  await expect(read()).rejects.toThrow('not closed')
})
