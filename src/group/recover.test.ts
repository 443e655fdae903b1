import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { direct } from '../../fixtures/reference/direct.ts'
import { createReference, fetchHandler, type Reference } from '../../fixtures/reference/reference.ts'
import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import { openLedger } from './ledger-file.ts'
import { fingerprintOf, isOurs } from './fingerprint.ts'
import { claimsIn, readLedger } from './read-ledger.ts'
import { planCases } from '../plan/plan.ts'
import { selectCases } from '../plan/select/select.ts'
import { directTarget } from '../http/direct-target.ts'
import { DEFAULT_LIMITS, type Reply, type Target } from '../http/target.ts'
import { type Recovery, recover } from './recover.ts'
import { openConnection } from '../send/open-connection.ts'
import { run } from '../run/run.ts'
import { GROUP, OTHER_GROUP, SUITES } from '../run/tests/run.test-support.ts'

const VERSIONED = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }
/** Foreign members from before the run. */
const FOREIGN = [
  [GROUP, { type: 'WEBHOOK', url: 'https://alerts.example.org/hooks/Kd83hFq0Lm' }],
  [GROUP, { type: 'OPS_GENIE', apiKey: '01234567-89ab-4cde-a012-3456789abcde', region: 'EU' }],
  [OTHER_GROUP, { type: 'PAGER_DUTY', serviceKey: '0123456789abcdef0123456789abcdef' }],
] as const

/** Cases that create, update, delete and are refused, some of them properties, and cases that write to the other group. */
const CASES = selectCases(planCases(SUITES, CONTRACT, 3), [
  'create.**[DATADOG]',
  'update.**[SLACK]',
  'delete.**[DATADOG]',
  'isolation.**[DATADOG]',
  'property.create-accepts[SLACK]',
  'property.update-refuses[DATADOG]',
])

const SHARED = {
  contract: CONTRACT,
  validators: VALIDATORS,
  invariants: SUITES.flatMap(({ invariants }) => invariants),
  groups: [GROUP],
  otherGroup: OTHER_GROUP,
  principals: {},
  seed: 3,
  runs: 1,
  level: 'must',
} as const

interface Scene {
  readonly reference: Reference
  readonly target: Target
  readonly members: () => Promise<readonly Standing[]>
  readonly state: () => Promise<string>
}

interface Standing {
  readonly group: string
  readonly id: string
  readonly type: string
}

async function scene(): Promise<Scene> {
  const reference = createReference({ groups: [GROUP, OTHER_GROUP] })
  const handler = fetchHandler(reference)
  for (const [group, body] of FOREIGN) {
    const url = `http://reference/api/atlas/v2/groups/${group}/integrations/${body.type}`
    await handler(new Request(url, { method: 'POST', headers: VERSIONED, body: JSON.stringify(body) }))
  }
  const members = async (): Promise<readonly Standing[]> => {
    const lists = [GROUP, OTHER_GROUP].map(async (group) => {
      const url = `http://reference/api/atlas/v2/groups/${group}/integrations`
      const list = (await (await handler(new Request(url, { headers: VERSIONED }))).json()) as { results: Standing[] }
      return list.results.map((member) => ({ ...member, group }))
    })
    return (await Promise.all(lists)).flat()
  }
  return {
    reference,
    // Messages of the platform would cost more than the reference, at tens of thousands of requests.
    target: directTarget(direct(reference), DEFAULT_LIMITS),
    members,
    state: async () => JSON.stringify(await members()),
  }
}

/** A target that answers a count of requests and then stops: the next request is processed or not, without an answer. */
function mortal(
  target: Target,
  answered: number,
  sendsTheLast: boolean,
): { target: Target; dead: Promise<void>; sent: () => number } {
  let sent = 0
  const life = new EventEmitter()
  const dead = once(life, 'dead').then(() => undefined)
  const send: Target['send'] = async (request, signal) => {
    sent += 1
    if (sent <= answered) return target.send(request, signal)
    if (sent === answered + 1 && sendsTheLast) await target.send(request, signal)
    life.emit('dead')
    return new Promise<Reply>(() => undefined)
  }
  return { target: { ...target, send, close: () => Promise.resolve() }, dead, sent: () => sent }
}

function startRun(target: Target, file: string): Promise<void> {
  const { ledger } = openLedger(file, {
    contract: CONTRACT.name,
    target: 'http://reference',
    durable: false,
    cleanup: 'conform cleanup',
  })
  // A quarter of the values of each property writes in the same ways as all of them.
  const events = run({ ...SHARED, share: { of: 4, part: 0 }, cases: CASES, target, ledger })
  return (async () => {
    for await (const _ of events);
  })()
}

async function recovered(file: string, target: Target): Promise<readonly Recovery[]> {
  const connection = { ...openConnection({ target, principals: {} }), contract: CONTRACT, ledger: undefined }
  const all: Recovery[] = []
  for await (const one of recover(readLedger(file).claims, connection)) all.push(one)
  return all
}

test('a member that the target still shows after its delete is not told as removed', async () => {
  const { target } = await scene()
  const entries: LedgerEntry[] = []
  const kept: Target = {
    ...target,
    send: async (request, signal) =>
      request.method === 'DELETE'
        ? { answered: true, response: { status: 204, headers: [], body: new Uint8Array() } }
        : target.send(request, signal),
  }
  const ledger: Ledger = {
    writing: (place, writing) => void entries.push({ ...place, writing }),
    identified: (place, identified) => void entries.push({ ...place, identified }),
    gone: (place) => void entries.push({ ...place, gone: true }),
  }
  const cases = selectCases(planCases(SUITES, CONTRACT, 3), ['create.minimal[SLACK]'])
  for await (const _ of run({ ...SHARED, cases, target: kept, ledger }));
  const connection = { ...openConnection({ target: kept, principals: {} }), contract: CONTRACT, ledger: undefined }
  const outcomes: Recovery[] = []
  for await (const one of recover(claimsIn(entries), connection)) outcomes.push(one)
  expect(outcomes.map(({ key, outcome, reason }) => [key, outcome, reason])).toEqual([
    ['SLACK', 'unknown', 'the target answered the delete of SLACK with a success, and still shows it'],
  ])
})

test('the order of properties says nothing about the writer of a member', () => {
  const place = { group: GROUP, key: 'SLACK', ids: [] }
  const fingerprint = fingerprintOf({ channelName: { one: 1, other: [{ a: 1, b: 2 }] } }, 'SLACK', CONTRACT)
  const shown = (channelName: object): string =>
    isOurs({ channelName }, { ...place, fingerprints: [fingerprint] }, CONTRACT)
  expect(shown({ other: [{ b: 2, a: 1 }], one: 1 })).not.toBe('foreign')
  expect(shown({ other: [{ b: 2, a: 2 }], one: 1 })).toBe('foreign')
})

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ledger-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

/** The number of moments at which a run is killed. */
const MOMENTS = 200

/** Reproducible numbers in [0, 1). */
function numbers(): () => number {
  let state = 20_251_125
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

test(
  'killed at 200 moments from its start to its end, nothing of others is lost, and nothing of ours remains after the clean-up',
  { timeout: 300_000 },
  async () => {
    const files = folder()
    const { target, state } = await scene()
    const before = (await state()).replaceAll(/"id":"\w+"/g, '')
    const whole = mortal(target, Infinity, false)
    await startRun(whole.target, join(files, 'whole'))
    expect(whole.sent()).toBeGreaterThan(200)
    const random = numbers()
    let left = 0
    for (let round = 0; round < MOMENTS; round += 1) {
      const stage = await scene()
      // A random moment of each part of the run.
      const moment = Math.floor(((round + random()) / MOMENTS) * whole.sent())
      const killed = mortal(stage.target, moment, random() < 0.5)
      void startRun(killed.target, join(files, String(round)))
      await killed.dead
      const outcomes = await recovered(join(files, String(round)), stage.target)
      left += outcomes.filter(({ outcome }) => outcome === 'removed').length
      expect(outcomes.filter(({ outcome }) => outcome === 'foreign' || outcome === 'unknown')).toEqual([])
      expect((await stage.state()).replaceAll(/"id":"\w+"/g, ''), `round ${round}`).toBe(before)
    }
    // Without any member left behind, the test would prove nothing.
    expect(left).toBeGreaterThan(MOMENTS / 4)
  },
)

test('a written member is never taken for foreign, and is identified as ours unless all its values are common', async () => {
  const { target, members } = await scene()
  const entries: LedgerEntry[] = []
  const note = (entry: LedgerEntry): void => void entries.push(entry)
  const foreign = new Set((await members()).map(({ id }) => id))
  let [looks, unclear] = [0, 0]
  const watched: Target = {
    ...target,
    async send(request, signal) {
      const reply = await target.send(request, signal)
      if (request.method === 'GET') return reply
      const claims = claimsIn(entries)
      for (const member of await members()) {
        if (foreign.has(member.id)) continue
        const claim = claims.find(({ group, key }) => group === member.group && key === member.type)
        const whose = claim === undefined ? 'not claimed' : isOurs(member, claim, CONTRACT)
        const { id: _, group: __, ...shown } = member
        const telling = Object.values(shown).some((value) => /:\/\/|.{20}/.test(value))
        if (whose !== 'ours') expect([whose, telling, member]).toEqual(['unclear', false, member])
        looks += 1
        if (whose === 'unclear') unclear += 1
      }
      return reply
    },
  }
  const fired = [
    'create.**',
    'update.**',
    'delete.**',
    'isolation.**',
    'body.**',
    'redaction.**',
    'property.*-malformed**',
    'types.**',
    'page.**',
    'context.**',
    'read.**',
    'query.**',
    'path.**',
    'version.**',
    'envelope.**',
    'pretty.**',
    'id.**',
  ]
  for await (const _ of run({
    ...SHARED,
    cases: selectCases(planCases(SUITES, CONTRACT, 3), fired),
    target: watched,
    ledger: {
      writing: (place, writing) => note({ ...place, writing }),
      identified: (place, identified) => note({ ...place, identified }),
      gone: ({ group, key }) => {
        // Stands for a recorded write; earlier writes do not matter to the test.
        entries.splice(0, entries.length, ...entries.filter((entry) => entry.group !== group || entry.key !== key))
      },
    },
  }));
  expect(looks).toBeGreaterThan(1000)
  expect(unclear).toBeLessThan(looks / 50)
})

test('a foreign member that replaced a member of the run is kept', async () => {
  const file = join(folder(), 'ledger')
  const { target, state } = await scene()
  const { ledger, keep } = openLedger(file, {
    contract: CONTRACT.name,
    target: 'http://reference',
    durable: true,
    cleanup: 'conform cleanup',
  })
  ledger.writing({ group: GROUP, key: 'WEBHOOK' }, { values: {}, tails: { '/url': 'wxyz' }, origins: {} })
  ledger.writing(
    { group: GROUP, key: 'OPS_GENIE' },
    { values: { '/region': 'another digest' }, tails: { '/apiKey': 'bcde' }, origins: {} },
  )
  ledger.writing(
    { group: OTHER_GROUP, key: 'PAGER_DUTY' },
    { values: {}, tails: { '/serviceKey': '0000' }, origins: {} },
  )
  ledger.identified({ group: OTHER_GROUP, key: 'PAGER_DUTY' }, '0123456789abcdef01234567')
  keep()
  const before = await state()
  expect((await recovered(file, target)).map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
    'WEBHOOK foreign',
    'OPS_GENIE foreign',
    'PAGER_DUTY foreign',
  ])
  expect(await state()).toBe(before)
})
