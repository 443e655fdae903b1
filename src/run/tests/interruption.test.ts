import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { faults } from '../../../fixtures/faults/index.ts'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { selectCases } from '../../plan/select/select.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS, type Target, type TargetRequest } from '../../http/target.ts'
import type { Clock } from '../../send/clock.ts'
import { run } from '../run.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP, SUITES } from './run.test-support.ts'

const VERSIONED = { Accept: 'application/vnd.atlas.2023-01-01+json' }

type Through = (request: TargetRequest, count: number) => Response | undefined | Promise<undefined>

/** A reference server in this process; `through` may answer first, `sent` counts requests. */
function behind(through: Through = () => undefined, options = {}) {
  const handler = fetchHandler(createReference({ groups: [GROUP, OTHER_GROUP], ...options }))
  const counter = { sent: 0 }
  const whole = fetchTarget(handler, DEFAULT_LIMITS)
  const target: Target = {
    ...whole,
    async send(request, signal) {
      counter.sent += 1
      const own = await through(request, counter.sent)
      return own === undefined
        ? whole.send(request, signal)
        : fetchTarget(() => own, DEFAULT_LIMITS).send(request, signal)
    },
  }
  const held = async (): Promise<readonly string[]> => {
    const url = `http://reference/api/atlas/v2/groups/${GROUP}/integrations`
    const list = (await (await handler(new Request(url, { headers: VERSIONED }))).json()) as {
      results: { type: string }[]
    }
    return list.results.map(({ type }) => type)
  }
  const put = (body: { readonly type: string }): Promise<Response> =>
    Promise.resolve(
      handler(
        new Request(`http://reference/api/atlas/v2/groups/${GROUP}/integrations/${body.type}`, {
          method: 'POST',
          headers: { ...VERSIONED, 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    )
  return { target, counter, held, put }
}

const once = (when: (request: TargetRequest) => boolean, answer: () => Response) => {
  let done = false
  return (request: TargetRequest): Response | undefined => {
    if (done || !when(request)) return undefined
    done = true
    return answer()
  }
}

const full = (): never => {
  throw new Error('no space left on the device')
}

const isCreate = ({ method }: TargetRequest): boolean => method === 'POST'

test('a case or property whose set-up is refused once is repeated, and flaky if it passes', async () => {
  const refused = behind(once(isCreate, () => new Response('no', { status: 500 })))
  const only = ['delete.configured[DATADOG]', 'update.full[DATADOG]', 'update.twice[DATADOG]']
  const report = await fireAt({ target: refused.target, only })
  expect(report.results.map(({ id, status, flaky = false }) => `${id} ${status} ${flaky}`)).toEqual([
    'delete.configured[DATADOG] fail true',
    'update.full[DATADOG] pass false',
    'update.twice[DATADOG] pass false',
  ])
  const broken = behind(once(isCreate, () => new Response('{"oops', { status: 200, headers: VERSIONED })))
  const property = await fireAt({ target: broken.target, only: ['property.update-refuses[DATADOG]'], runs: 1 })
  expect(property.results).toMatchObject([{ status: 'fail', flaky: true }])
})

test('a consumer that stops reading ends the run, which leaves no member behind', async () => {
  const { target, counter, held } = behind()
  const events = run({
    contract: CONTRACT,
    validators: VALIDATORS,
    cases: selectCases(planCases(SUITES, CONTRACT, 1), ['create.**', 'update.**']),
    invariants: [],
    target,
    groups: [GROUP],
    principals: {},
    seed: 1,
    level: 'must',
  })
  for await (const event of events) if (event.type === 'result') break
  const { sent } = counter
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(counter.sent).toBe(sent)
  expect(sent).toBeLessThan(40)
  expect(await held()).toEqual([])
})

test('an internal error in one lane ends the other lanes, and all created members are removed first', async () => {
  const { target, counter, held } = behind()
  let writes = 0
  const ledger = { writing: () => (writes++ > 5 ? full() : undefined), identified: () => {}, gone: () => {} }
  const fired = fireAt({ target, only: ['create.**', 'update.**'], groups: [GROUP, OTHER_GROUP], ledger })
  await expect(fired).rejects.toThrow('no space left on the device')
  const { sent } = counter
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(counter.sent).toBe(sent)
  expect(await held()).toEqual([])
})

test('a member that the server stores under the type in the body is removed too', async () => {
  const { overrides } = faults.find(({ id }) => id === 'refusals.mismatch-goes-by-the-body') ?? {}
  const { target, held } = behind(() => undefined, { overrides })
  const report = await fireAt({
    target,
    only: ['property.create-refuses[DATADOG]'],
    runs: 1,
  })
  expect(report.verdict).toBe('violates')
  expect(report).not.toHaveProperty('leftBehind')
  expect(await held()).toEqual([])
})

test('an interruption tells the count of members that the run removes', async () => {
  const interruption = new AbortController()
  const { target, held } = behind(({ method }) => {
    if (method === 'PUT') interruption.abort()
    return undefined
  })
  const told: number[] = []
  await fireAt({
    target,
    only: ['update.full[SLACK]'],
    signal: interruption.signal,
    onEvent: (event) => void (event.type === 'cleanup' && told.push(event.members)),
  })
  expect(told).toEqual([1])
  expect(await held()).toEqual([])
})

test('an interruption ends a walk', async () => {
  const interruption = new AbortController()
  let pages = 0
  const { target } = behind(({ path }) => {
    if (!path.includes('pageNum')) return undefined
    pages += 1
    if (pages === 3) interruption.abort()
    const links = [{ rel: 'next', href: `http://x${path.replace(/pageNum=\d+/, `pageNum=${pages + 1}`)}` }]
    return Response.json({ links, results: [], totalCount: 0 }, { headers: VERSIONED })
  })
  await fireAt({ target, only: ['page.**'], signal: interruption.signal })
  expect(pages).toBeLessThan(6)
})

/** A clock whose sleep advances the time at once. */
function jumping(): Clock & { readonly passed: () => number } {
  let now = 0
  return { now: () => now, sleep: async (milliseconds) => void (now += milliseconds), passed: () => now }
}

test('the clean-up of an interrupted run still waits after a 429', async () => {
  const interruption = new AbortController()
  const { target, held } = behind(
    (() => {
      let refusals = 0
      return ({ method }: TargetRequest) => {
        if (method === 'POST') interruption.abort()
        return method === 'DELETE' && refusals++ < 2
          ? new Response('{}', { status: 429, headers: { 'Retry-After': '1' } })
          : undefined
      }
    })(),
  )
  const clock = jumping()
  const report = await fireAt({ target, only: ['create.full[SLACK]'], signal: interruption.signal, clock })
  expect(report).toMatchObject({ interrupted: true })
  expect(report).not.toHaveProperty('leftBehind')
  expect([await held(), clock.passed()]).toEqual([[], 2000])
})

test('credentials below the search length are masked too', async () => {
  const { target } = behind(({ headers }) => {
    const [, value = ''] = headers.find(([name]) => name === 'Authorization') ?? []
    return new Response(`you are ${value}`, { status: 500 })
  })
  const report = await fireAt({ target, only: ['list.**'], principals: { owner: { bearer: 'tok3n-7' } } })
  const told = report.results.map(inShort).join() + JSON.stringify(report.results)
  expect(told).toContain('you are Bearer <secret>')
  expect(told).not.toContain('tok3n-7')
})

test('the pauses of the rate limit do not count as reply time', async () => {
  let failing = 0
  const { target, held } = behind()
  const closing: Target = {
    ...target,
    send(request, signal) {
      if (request.method === 'POST') failing = 4
      if (request.method === 'POST' || failing-- <= 0) return target.send(request, signal)
      return Promise.resolve({
        answered: false,
        failure: 'reset',
        reason: 'the connection was closed before an answer',
      })
    },
  }
  const report = await fireAt({ target: closing, only: ['create.full[SLACK]'], rate: 20, clock: slowed(100) })
  expect(report).not.toHaveProperty('leftBehind')
  expect(await held()).toEqual([])
})

/** The system clock, sped up by a factor. */
function slowed(times: number): Clock {
  return { now: () => performance.now() * times, sleep: () => Promise.resolve() }
}

const THEIRS = { type: 'SLACK', apiToken: 'xoxb-of-somebody-else', channelName: 'theirs' }
const OF_SLACK = ['create.full[SLACK]', 'delete.absent[SLACK]', 'update.unconfigured[SLACK]']

test('a member that another client creates during the run stays unchanged when a create meets it', async () => {
  const { target, held, put } = behind(({ method }, count) =>
    method === 'POST' && count < 5 ? put(THEIRS).then(() => undefined) : undefined,
  )
  const report = await fireAt({ target, only: OF_SLACK })
  expect(report.results.map(inShort)).toEqual([
    'create.full[SLACK] skip; SLACK was created by another client during the run; the run leaves SLACK unchanged',
    'delete.absent[SLACK] skip; another client wrote SLACK during the run; the run leaves SLACK unchanged',
    'update.unconfigured[SLACK] skip; another client wrote SLACK during the run; the run leaves SLACK unchanged',
  ])
  expect(await held()).toEqual(['SLACK'])
})

test('a conflict with a member that is gone again is that of another client, once there is one', async () => {
  const { target, put } = behind(({ method, path }) => {
    if (method !== 'POST') return undefined
    return path.includes('SLACK') ? put(THEIRS).then(() => undefined) : Response.json({ error: 409 }, { status: 409 })
  })
  const report = await fireAt({ target, only: ['create.full[SLACK]', 'create.full[DATADOG]'] })
  expect(report.results.map(({ status }) => status)).toEqual(['skip', 'skip'])
  const alone = await fireAt({ target, only: ['create.full[DATADOG]'] })
  expect(alone.results.map(({ status }) => status)).toEqual(['fail'])
})

test('a member that another client creates after the last case stays unchanged', async () => {
  let deletes = 0
  const { target, held, put } = behind(async ({ method }) => {
    if (deletes === 1) await put(THEIRS)
    if (deletes === 1 || method === 'DELETE') deletes += 1
    return undefined
  })
  const report = await fireAt({ target, only: ['create.full[SLACK]'] })
  expect(report.results.map(({ status }) => status)).toEqual(['pass'])
  expect(report).not.toHaveProperty('leftBehind')
  expect(await held()).toEqual(['SLACK'])
})

test('a periodic discovery finds new foreign members, and the run leaves them unchanged', async () => {
  let [now, due] = [0, false]
  const { target, held, put } = behind(async ({ method }) => {
    if (due) await put(THEIRS)
    due = now === 0 && method === 'DELETE'
    if (due) now = 20_000
    return undefined
  })
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() }
  const report = await fireAt({ target, only: OF_SLACK, clock })
  expect(report.results.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'create.full[SLACK] pass',
    'delete.absent[SLACK] skip',
    'update.unconfigured[SLACK] skip',
  ])
  expect(await held()).toEqual(['SLACK'])
})
