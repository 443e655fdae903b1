import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { served } from '../../http/served.test-support.ts'
import type { RunEvent } from '../../report/run-event.ts'
import { fireAt } from '../tests/run.test-support.ts'

type Progress = Extract<RunEvent, { type: 'progress' }>

async function progressOf(options: Omit<Parameters<typeof fireAt>[0], 'onEvent'>): Promise<readonly Progress[]> {
  const told: Progress[] = []
  await fireAt({ ...options, onEvent: (event) => void (event.type === 'progress' && told.push(event)) })
  return told
}

test('a run with an interval tells requests, time and, after some cases, the rest', async () => {
  const server = await createReference().listen()
  onTestFinished(() => server.close())
  const only = ['create.*', 'update.*']
  expect(await progressOf({ target: server.url, only: ['create.twice[SLACK]'] })).toEqual([])
  const told = await progressOf({ target: server.url, only, progressEvery: 1 })
  const sent = told.map((event) => event.sent)
  expect(sent).toEqual(sent.toSorted((a, b) => a - b))
  expect(told.at(-1)).toMatchObject({
    perSecond: expect.any(Number) as number,
    elapsedMs: expect.any(Number) as number,
  })
  expect(told[0]).not.toHaveProperty('leftMs')
  expect(told.at(-1)).toHaveProperty('leftMs')
})

test('a wait after a 429 is told while it lasts', async () => {
  const reference = createReference()
  let count = 0
  const target = await served((request, response) => {
    count += 1
    if (count === 3) response.writeHead(429, { 'Retry-After': '1' }).end()
    else void reference.handle(request, response)
  })
  const told = await progressOf({ target, only: ['delete.configured[SLACK]'], progressEvery: 5 })
  const waits = told.flatMap(({ waiting }) => waiting ?? [])
  expect(waits.map(({ cause }) => cause)).toContain(429)
  for (const { leftMs } of waits) expect(leftMs).toBeLessThanOrEqual(1000)
})

test('a wait for the rate of the run is told', async () => {
  const server = await createReference().listen()
  onTestFinished(() => server.close())
  const told = await progressOf({ target: server.url, only: ['delete.absent[SLACK]'], rate: 20, progressEvery: 5 })
  expect(told.flatMap(({ waiting }) => waiting?.cause ?? [])).toContain('rate')
})
