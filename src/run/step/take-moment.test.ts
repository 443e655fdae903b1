import { afterEach, expect, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference, fetchHandler, type Override } from '../../../fixtures/reference/reference.ts'
import type { Ledger } from '../../group/ledger.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS, type Reply, type Target, type TargetRequest } from '../../http/target.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP } from '../tests/run.test-support.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const CREATES = 'concurrency.creates-of-one-type'
const NO_ANSWER: Reply = { answered: false, failure: 'timeout', reason: 'no answer within 10 s' }

interface Watched extends Target {
  readonly sent: TargetRequest[]
  /** The most requests without an answer so far. */
  readonly most: () => number
}

interface Watching {
  readonly overrides?: Override
  /** Answers in place of the server, or undefined. */
  readonly intercept?: (request: TargetRequest, open: number) => Reply | undefined
}

/** A target behind a socket that notes its requests. */
async function watch({ overrides = {}, intercept }: Watching = {}): Promise<Watched> {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP], overrides }).listen()
  closing.push(server.close)
  const target = httpTarget(new URL(server.url), { limits: DEFAULT_LIMITS, proxy: false })
  const sent: TargetRequest[] = []
  let [open, most] = [0, 0]
  return {
    ...target,
    sent,
    most: () => most,
    async send(request, signal) {
      sent.push(request)
      open += 1
      most = Math.max(most, open)
      try {
        return intercept?.(request, open) ?? (await target.send(request, signal))
      } finally {
        open -= 1
      }
    },
  }
}

function overridesOf(id: string): Override {
  return faults.find((fault) => fault.id === id)?.overrides ?? {}
}

test('requests at the same moment have connections of their own, and nothing is left', async () => {
  const target = await watch()
  const report = await fireAt({ target, only: [CREATES] })
  expect(report.results.map(inShort)).toEqual([`${CREATES} pass`])
  const creates = target.sent.filter(({ method }) => method === 'POST')
  expect([target.most(), creates.length, creates.every(({ beside }) => beside === true)]).toEqual([8, 15, true])
  expect(target.sent.at(-1)?.method).toBe('GET')
  expect(report.leftBehind).toBeUndefined()
})

test('two creates that both succeed are one finding, with all requests and their times', async () => {
  const target = await watch({ overrides: overridesOf('races.both-creates-succeed') })
  const { results, leftBehind } = await fireAt({ target, only: [CREATES] })
  const [result] = results
  const [finding] = result?.findings.filter(({ level }) => level === 'must') ?? []
  expect([result?.status, finding?.requirement, leftBehind]).toEqual(['fail', 'second-create-conflicts', undefined])
  expect(finding?.message).toMatch(
    /^expected one success among the creates of SLACK; \w+ creates, (both|all) answered 200/,
  )
  const shown = finding?.timeline?.map(({ exchange }) => result?.exchanges[exchange])
  expect(shown?.every((one) => one?.request.method === 'POST' && one.response?.status === 200)).toBe(true)
  expect(shown?.length).toBeGreaterThan(1)
})

/** Both of two creates at the same moment succeed, but only between a first and a last removal, as a count. */
function racing(from: number, to: number): Override {
  let removals = 0
  return (base) => ({
    create: async (core, call) => {
      const isFree = base.find(core, call.group, call.type) === undefined
      await new Promise((resolve) => setTimeout(resolve, 2))
      if (isFree && removals >= from && removals < to) base.drop(core, call.group, call.type)
      return base.create(core, call)
    },
    remove: (core, call) => {
      removals += 1
      return base.remove(core, call)
    },
  })
}

test('a race that shows in the third round only is found', async () => {
  const target = await watch({ overrides: racing(2, Infinity) })
  const [result] = (await fireAt({ target, only: [CREATES] })).results
  expect([result?.status, result?.flaky]).toEqual(['fail', undefined])
})

test('a race that does not come again is a failure, and flaky', async () => {
  const target = await watch({ overrides: racing(0, 1) })
  const [result] = (await fireAt({ target, only: [CREATES] })).results
  expect([result?.status, result?.flaky]).toEqual(['fail', true])
})

test.each([
  [{ inFlight: 1 }, 'needs requests at the same moment, which --in-flight 1 turns off'],
  [{ rate: 7 }, 'needs a rate of 8/s or more'],
  [
    { concurrency: false },
    'needs --concurrency, since it sends requests at the same moment to a target on another machine',
  ],
])('with %j the case is skipped, and nothing is written', async (settings, reason) => {
  const target = await watch()
  const report = await fireAt({ target, only: [CREATES], ...settings })
  expect(report.results.map(inShort)).toEqual([`${CREATES} skip; ${reason}`])
  expect(target.sent.every(({ method }) => method === 'GET')).toBe(true)
})

test('with fewer requests in flight, fewer go out at once', async () => {
  const target = await watch()
  const report = await fireAt({ target, only: [CREATES], inFlight: 3 })
  expect([report.verdict, target.most()]).toEqual(['conforms', 3])
})

test('the rate is kept, since the requests wait for their turns together', async () => {
  const target = await watch()
  const started = performance.now()
  const report = await fireAt({ target, only: [CREATES], rate: 100 })
  expect([report.verdict, target.most()]).toEqual(['conforms', 8])
  expect(performance.now() - started).toBeGreaterThan((report.requests.sent - 1) * 10)
})

const DIGEST = { username: 'u', password: 'a-password-of-digest' }

/** Fires the case as an owner by digest. */
async function fireByDigest(overrides: Override): Promise<Awaited<ReturnType<typeof fireAt>>> {
  const users = [{ ...DIGEST, roles: 'owner' as const }]
  const server = await createReference({ groups: [GROUP], auth: { users }, overrides }).listen()
  closing.push(server.close)
  return fireAt({ target: server.url, only: [CREATES], principals: { owner: { digest: DIGEST } } })
}

test('an owner by digest sends requests at the same moment, each with a nonce of its own', async () => {
  const counts = new Map<string, number>()
  const report = await fireByDigest((base) => ({
    // Many servers take the counts of a nonce in order only.
    useNonce: (core, nonce, count) => {
      if (count !== (counts.get(nonce) ?? 0) + 1) return 'replayed'
      counts.set(nonce, count)
      return base.useNonce(core, nonce, count)
    },
  }))
  expect(report.results.map(inShort)).toEqual([`${CREATES} pass`])
})

test('where the target knows only the newest nonce, an owner by digest skips the case, with the way to mend it', async () => {
  let newest: string | undefined
  const report = await fireByDigest((base) => ({
    issueNonce: (core) => (newest = base.issueNonce(core)),
    useNonce: (core, nonce, count) => (nonce === newest ? base.useNonce(core, nonce, count) : 'unknown'),
  }))
  expect(report.results.map(inShort)).toEqual([
    `${CREATES} skip; the owner logs in by digest, and the target refuses such requests at the same moment; use a bearer token or a service account for the owner`,
  ])
})

/** The longest wait of an owner's request for a reader's, in milliseconds. */
const PATIENCE = 500

/**
 * Authorizes a reader as owner while a request of an owner is open. That request waits for the reader's, so that the test does not depend on
 * the speed of the machine.
 */
function sharedRole(): Override {
  let open = 0
  let arrive: (() => void) | undefined
  return (base) => ({
    authorize: (core, role, operation) => {
      if (role !== 'owner') arrive?.()
      if (open === 0) base.authorize(core, role, operation)
    },
    replace: async (core, call) => {
      open += 1
      await Promise.race([
        new Promise<void>((resolve) => {
          arrive = resolve
        }),
        new Promise((resolve) => setTimeout(resolve, PATIENCE)),
      ])
      open -= 1
      return base.replace(core, call)
    },
  })
}

test('an owner and a reader who log in by digest have a request each, so that a role that requests share is found', async () => {
  const [owner, reader] = [
    { username: 'o', password: 'a-password-of-an-owner', roles: 'owner' as const },
    { username: 'r', password: 'a-password-of-a-reader', roles: 'reader' as const },
  ]
  const overrides = sharedRole()
  const server = await createReference({ groups: [GROUP], auth: { users: [owner, reader] }, overrides }).listen()
  closing.push(server.close)
  const principals = { owner: { digest: owner }, reader: { digest: reader } }
  const [result] = (await fireAt({ target: server.url, only: ['concurrency.reader-beside-an-owner'], principals }))
    .results
  expect([result?.status, result?.findings[0]?.requirement]).toEqual(['fail', 'reader-cannot-write'])
})

test('a server that serves one connection at a time gets no write that it could carry out later', async () => {
  const target = await watch({ intercept: (_, open) => (open > 1 ? NO_ANSWER : undefined) })
  const report = await fireAt({ target, only: ['concurrency.**'] })
  expect(report.totals).toMatchObject({ fail: 0, inconclusive: 0 })
  expect(report.results.find(({ id }) => id === CREATES)?.reason).toBe(
    'earlier requests at the same moment got no answer',
  )
  expect(target.sent.filter(({ beside, method }) => beside === true && method !== 'GET')).toEqual([])
})

test('a request without an answer leaves the case inconclusive, and accuses nobody', async () => {
  let creates = 0
  const target = await watch({
    intercept: ({ method }) => (method === 'POST' && (creates += 1) === 2 ? NO_ANSWER : undefined),
  })
  const report = await fireAt({ target, only: [CREATES] })
  expect(report.results.map(inShort)).toEqual([`${CREATES} inconclusive; no answer within 10 s`])
  expect(report.leftBehind).toBeUndefined()
})

test('two successes are a finding also beside a request without an answer', async () => {
  let creates = 0
  const target = await watch({
    overrides: overridesOf('races.both-creates-succeed'),
    intercept: ({ method }) => (method === 'POST' && (creates += 1) === 2 ? NO_ANSWER : undefined),
  })
  const [result] = (await fireAt({ target, only: [CREATES] })).results
  expect(result?.status).toBe('fail')
})

test('all writes are noted in the ledger before the first is sent, and no delete of the moment ends a note', async () => {
  const told: string[] = []
  const ledger: Ledger = {
    writing: ({ key }) => told.push(`writing ${key}`),
    identified: () => {},
    gone: ({ key }) => told.push(`gone ${key}`),
  }
  const target = await watch({
    intercept: ({ method, beside }) => {
      if (method !== 'GET') told.push(`${beside === true ? 'at once' : 'alone'} ${method}`)
      return undefined
    },
  })
  await fireAt({ target, only: ['concurrency.creates-and-deletes'], ledger })
  const moment = told.slice(0, told.indexOf('alone DELETE'))
  const first = moment.findIndex((one) => one.startsWith('at once'))
  expect(moment.slice(0, first).filter((one) => one === 'writing OPS_GENIE')).toHaveLength(5)
  expect(moment.slice(first).some((one) => one.startsWith('writing') || one.startsWith('gone'))).toBe(false)
})

test('a 429 within the moment is waited for', async () => {
  let requests = 0
  const limited: Reply = {
    answered: true,
    response: { status: 429, headers: [['Retry-After', '0']], body: new Uint8Array() },
  }
  const target = await watch({
    intercept: ({ method }) => (method === 'POST' && (requests += 1) % 3 === 0 ? limited : undefined),
  })
  const report = await fireAt({ target, only: [CREATES] })
  expect([report.verdict, report.requests.delayed > 0]).toEqual(['conforms', true])
})

test('a key that another client holds is never written', async () => {
  const reference = createReference({ groups: [GROUP, OTHER_GROUP] })
  await reference.seed(GROUP, { type: 'SLACK', apiToken: 'xoxb-of-another', channelName: 'theirs' })
  const target = fetchTarget(fetchHandler(reference), DEFAULT_LIMITS)
  const report = await fireAt({ target, only: [CREATES] })
  expect(report.results.map(inShort)).toEqual([
    `${CREATES} skip; SLACK exists in the group; the run never changes members from before the run`,
  ])
})

test('two runs in one group at the same time accuse nobody', async () => {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  const target = (): Target =>
    fetchTarget(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
      return handler(request)
    }, DEFAULT_LIMITS)
  const reports = await Promise.all([1, 2].map((seed) => fireAt({ target: target(), only: ['concurrency.*'], seed })))
  for (const { results } of reports) expect(results.filter(({ status }) => status === 'fail').map(inShort)).toEqual([])
})
