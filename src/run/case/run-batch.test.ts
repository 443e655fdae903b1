import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { failure } from '../../../fixtures/reference/failure.ts'
import { createReference, type Override } from '../../../fixtures/reference/reference.ts'
import { httpTarget } from '../../http/http-target.ts'
import type { RawResponse } from '../../http/raw-response.ts'
import { DEFAULT_LIMITS, type Target, type TargetRequest } from '../../http/target.ts'
import { BATCH } from '../../plan/order/batch-form.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP } from '../tests/run.test-support.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Watched extends Target {
  readonly sent: TargetRequest[]
  /** The most requests without an answer so far. */
  readonly most: () => number
}

async function watch(overrides: Override = {}): Promise<Watched> {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP], overrides }).listen()
  closing.push(server.close)
  const target = httpTarget(new URL(server.url), { limits: { ...DEFAULT_LIMITS, total: 2_000 }, proxy: false })
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
      const reply = await target.send(request, signal)
      open -= 1
      return reply
    },
  }
}

test('refused requests share their snapshots, and eight of them are in flight at once', async () => {
  const target = await watch()
  const report = await fireAt({ target, only: ['property.create-refuses[SLACK]'], runs: 16 })
  expect(report.verdict).toBe('conforms')
  const creates = target.sent.filter(({ method }) => method === 'POST').length
  const reads = target.sent.filter(({ method }) => method === 'GET').length
  expect(target.most()).toBe(8)
  // Two snapshots of two requests for eight values, not for each value.
  expect(reads).toBeLessThan(creates)
})

test('with one request in flight, each request waits for the answer to the last', async () => {
  const target = await watch()
  const report = await fireAt({ target, only: ['property.create-refuses[SLACK]', 'query.flags'], inFlight: 1 })
  expect([report.verdict, target.most()]).toEqual(['conforms', 1])
})

test('rows of a declared case share their snapshots too', async () => {
  const target = await watch()
  const report = await fireAt({ target, only: ['query.page-size'] })
  expect(report.verdict).toBe('conforms')
  expect(target.most()).toBe(8)
  const rows = report.results.length
  expect(rows).toBeGreaterThan(8)
  expect(target.sent.length).toBeLessThan(rows * 4)
})

test('one accepted value among refused ones is the only finding, and is named', async () => {
  const target = await watch((base) => ({
    checkLength: (core, input) => {
      if (typeof input.value !== 'string' || Array.from(input.value).length !== 81) base.checkLength(core, input)
    },
  }))
  const report = await fireAt({ target, only: ['property.create-refuses[SLACK]'] })
  const [result] = report.results
  expect(result?.findings.filter(({ level }) => level === 'must').map(({ requirement }) => requirement)).toEqual([
    'length-is-enforced',
  ])
  expect(result?.counterexample?.broken).toBe('maxLength 80 at /channelName')
  expect(result?.flaky).toBe(undefined)
})

/** A server that answers differently while another write is under way. */
async function racing(answer: () => Promise<Response>): Promise<{ fetch: (request: Request) => Promise<Response> }> {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP] }).listen()
  closing.push(server.close)
  let writing = 0
  return {
    async fetch(request) {
      const url = new URL(request.url)
      const body = request.method === 'GET' ? undefined : await request.arrayBuffer()
      const isWrite = request.method !== 'GET'
      writing += isWrite ? 1 : 0
      try {
        await setTimeout(2)
        if (isWrite && writing > 1) return await answer()
        const headers = new Headers(request.headers)
        const { method } = request
        return await fetch(server.url + url.pathname + url.search, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
        })
      } finally {
        writing -= isWrite ? 1 : 0
      }
    },
  }
}

test('a failure that only requests at the same time show is a flaky finding', async () => {
  const { fetchTarget } = await import('../../http/fetch-target.ts')
  const { fetch } = await racing(() => Promise.resolve(new Response('boom', { status: 500 })))
  const target = fetchTarget(fetch, DEFAULT_LIMITS)
  const report = await fireAt({ target, only: ['property.create-refuses-malformed[WEBHOOK]'] })
  expect([report.verdict, report.results[0]?.status]).toEqual(['violates', 'fail'])
  const alone = await fireAt({
    target: fetchTarget(fetch, DEFAULT_LIMITS),
    only: ['property.create-refuses-malformed[WEBHOOK]'],
    inFlight: 1,
  })
  expect(alone.results.map(inShort)).toEqual(['property.create-refuses-malformed[WEBHOOK] pass'])
})

test('a server that refuses writes while another one is under way conforms', async () => {
  const { fetchTarget } = await import('../../http/fetch-target.ts')
  const body = JSON.stringify({ error: 409, errorCode: 'CONFLICT', reason: 'Conflict', detail: 'busy', parameters: [] })
  const { fetch } = await racing(() =>
    Promise.resolve(new Response(body, { status: 409, headers: { 'content-type': 'application/json' } })),
  )
  const report = await fireAt({
    target: fetchTarget(fetch, DEFAULT_LIMITS),
    only: ['property.create-refuses-malformed[WEBHOOK]', 'property.update-refuses-malformed[PROMETHEUS]'],
  })
  expect(report.results.map(inShort)).toEqual([
    'property.create-refuses-malformed[WEBHOOK] pass',
    'property.update-refuses-malformed[PROMETHEUS] pass',
  ])
})

test('a failure that only rows at the same time show is a flaky finding of these rows', async () => {
  const { fetchTarget } = await import('../../http/fetch-target.ts')
  const { fetch } = await racing(() => Promise.resolve(new Response('boom', { status: 500 })))
  const target = fetchTarget(fetch, DEFAULT_LIMITS)
  const { results } = await fireAt({ target, only: ['body.malformed'] })
  const failed = results.filter(({ status }) => status === 'fail')
  expect(failed.length).toBeGreaterThan(0)
  expect(failed.every(({ flaky }) => flaky === true)).toBe(true)
})

async function readsOf(only: readonly string[]): Promise<number> {
  const target = await watch()
  const report = await fireAt({ target, only, inFlight: 1 })
  expect(report.results.map(({ status }) => status)).toEqual(only.map(() => 'pass'))
  return target.sent.filter(({ method }) => method === 'GET').length
}

test('a group without a member of the run is read after the requests alone: the run knows the state before them', async () => {
  const [one, two] = ['body.required[NEW_RELIC,/writeToken]', 'body.license-key-pattern[capitals]']
  const atStart = await readsOf(['body.any-order'])
  for (const cases of [[one], [one, two]]) expect(await readsOf(cases)).toBe(atStart + 2 * cases.length)
})

test('a mended request is sent in the first batch that needs it, and not again', async () => {
  const target = await watch()
  const report = await fireAt({ target, only: ['property.create-refuses-malformed[DATADOG]'] })
  const countOf = (one: string): number => target.sent.filter(({ method }) => method === one).length
  expect(report.verdict).toBe('conforms')
  expect(countOf('POST')).toBeGreaterThan(2 * BATCH)
  // Each member that an accepted create leaves is removed.
  expect(countOf('DELETE')).toBe(1)
})

test('cases of other templates share the set-up and both snapshots, if they start from the same members', async () => {
  const cases = ['body.malformed[cut]', 'body.null-for-required[DATADOG,/apiKey]', 'body.deeper']
  const [first = 0, ...others] = await Promise.all(cases.map((id) => readsOf([id])))
  // The first case runs alone, since none has passed; the others recall the state before it, and look once after them.
  expect(others.length).toBe(2)
  expect(await readsOf(cases)).toBe(first + 2)
})

test('a twin that fails counts for each case that has it', async () => {
  const refusing = await createReference({
    groups: [GROUP, OTHER_GROUP],
    overrides: () => ({
      create: () => {
        throw failure('INVALID_ATTRIBUTE', ['apiKey'])
      },
    }),
  }).listen()
  closing.push(refusing.close)
  const only = ['body.malformed[cut]', 'body.malformed[comment]', 'body.null-for-required[DATADOG,/apiKey]']
  const { results } = await fireAt({ target: refusing.url, only })
  expect(results.map(({ status }) => status)).toEqual(only.map(() => 'fail'))
})

const FIRST = ['body.null-for-required[DATADOG,/apiKey]', 'read.beside-others[DATADOG]']

/** A server that still answers a read of a deleted member with the member. */
async function haunted(): Promise<Target> {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP] }).listen()
  closing.push(server.close)
  const base = httpTarget(new URL(server.url), { limits: DEFAULT_LIMITS, proxy: false })
  let shown: RawResponse | undefined
  let isDeleted = false
  return {
    ...base,
    async send(request, signal) {
      const reply = await base.send(request, signal)
      if (!reply.answered) return reply
      const { response } = reply
      const isOne = request.path.endsWith('/integrations/DATADOG')
      if (isOne && request.method === 'DELETE') isDeleted = true
      if (isOne && request.method === 'GET' && response.status === 200) shown = response
      if (!isDeleted || !isOne || request.method !== 'GET' || response.status !== 404) return reply
      return shown === undefined ? reply : { ...reply, response: shown }
    },
  }
}

test.each(['body.malformed[cut]', 'body.malformed'])(
  'a member that appears after a removal is no change by the refused requests of %s',
  async (later) => {
    // The first case sees the empty group, and the second one leaves the ghost. The later ones recall the empty group.
    const order = FIRST.map((id) => ({ id, from: 0, to: undefined }))
    const { results } = await fireAt({ target: await haunted(), only: [...FIRST, later], order })
    const changed = results.filter(({ findings }) => findings.some(({ kind }) => kind === 'unchanged'))
    expect(changed.map(({ id }) => id)).toEqual([])
  },
)

/** A value, after a time in milliseconds: the requests beside it are missed before its answer. */
async function delayed<T>(milliseconds: number, value: Promise<T>): Promise<T> {
  await setTimeout(milliseconds)
  return value
}

test('a server that serves one connection at a time is judged, with one missed batch', async () => {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP] }).listen()
  closing.push(server.close)
  const base = httpTarget(new URL(server.url), { limits: DEFAULT_LIMITS, proxy: false })
  let open = 0
  let missed = 0
  const target: Target = {
    ...base,
    async send(request, signal) {
      open += 1
      try {
        if (open === 1) return await delayed(missed === 0 ? 60 : 0, base.send(request, signal))
        missed += 1
        await setTimeout(20)
        return { answered: false, failure: 'timeout', reason: 'no answer within 10 s' }
      } finally {
        open -= 1
      }
    },
  }
  const hints: string[] = []
  const only = ['property.create-refuses[SLACK]', 'query.page-size', 'body.malformed']
  const report = await fireAt({ target, only, onHint: (hint) => hints.push(hint) })
  expect([report.verdict, hints.length, missed]).toEqual(['conforms', 1, 7])
})

test('creates that are refused and stored all fail, and their member is not taken for that of another client', async () => {
  const target = await watch()
  const storing: Target = {
    ...target,
    async send(request, signal) {
      const [path = '', query] = request.path.split('?')
      if (request.method !== 'POST' || query === undefined) return target.send(request, signal)
      // The conflict of a later create in the batch is with a member of the run.
      const stored = await target.send({ ...request, path }, signal)
      return stored.answered && stored.response.status === 409 ? stored : target.send(request, signal)
    },
  }
  const { results } = await fireAt({ target: storing, only: ['query.page-size'] })
  const failed = results.filter(({ status }) => status === 'fail').map(({ id }) => id)
  const creates = results.map(({ id }) => id).filter((id) => id.startsWith('query.page-size[create,'))
  expect(failed.toSorted()).toEqual(creates.toSorted())
  expect(results.some(({ status }) => status === 'skip')).toBe(false)
})

test('the snapshot after rows of several keys reads the key that most of them name', async () => {
  const target = await watch()
  const only = ['body.required[PAGER_DUTY,/serviceKey]', 'body.required[SLACK,*']
  const report = await fireAt({ target, only })
  expect([report.verdict, report.totals.pass]).toEqual(['conforms', 3])
  const reads = target.sent.filter(({ method, path }) => method === 'GET' && !path.endsWith('/integrations'))
  expect(reads.map(({ path }) => path.split('/').at(-1))).toEqual(['SLACK'])
})
