import { expect, test } from 'vitest'
import type { Call, Reply } from '../../../fixtures/apis/kit/call.ts'
import type { Law } from '../world/law.ts'
import { fireLaws, type Firing } from './fire-laws.test-support.ts'

/** The statuses of the results of laws at a server that answers every request about one member, or every create, alike. */
async function statuses(
  laws: readonly string[],
  answer: (call: Call) => Reply | undefined,
): Promise<readonly (readonly string[])[]> {
  const change: Firing['change'] = (model, answers) => ({
    model,
    answers: { ...answers, answer: (call) => answer(call) ?? answers.answer(call) },
  })
  const { report } = await fireLaws('notes', { laws, change })
  return report.results
    .filter(({ id }) => id.includes('[note]'))
    .map(({ id, status, reason = '' }) => [id, status, reason])
}

function broken({ method, text }: Call): Reply | undefined {
  return method === 'POST' && !isJson(text) ? { status: 500 } : undefined
}

function empty({ method, path }: Call): Reply | undefined {
  return method === 'GET' && path.length === 2 ? { status: 200, body: {} } : undefined
}

test('a law that meets nothing but server errors is not verified', async () => {
  expect(await statuses(['malformed-json-is-refused'], broken)).toEqual([
    ['law.malformed-json-is-refused[note]', 'skip', 'POST /notes was answered 500'],
  ])
})

test('a law that has judged no answer is not verified', async () => {
  const idle: Law = {
    id: 'idle-law',
    level: 'must',
    text: 'A law that judges nothing.',
    source: 'none',
    needs: () => ({ holds: true, certainty: 'sure' }),
    check: async (world) => void (await world.fresh()),
  }
  const { report } = await fireLaws('notes', { more: { laws: [idle], selects: (id) => id.startsWith('law.idle') } })
  expect(report.results.map(({ status, reason }) => [status, reason])).toEqual([
    ['skip', 'no answer told whether the law is kept'],
    ['skip', 'no answer told whether the law is kept'],
  ])
})

test('a law that compares nothing but lost values is not verified', async () => {
  const found = await statuses(
    ['read-equals-write', 'update-shows', 'text-comes-back', 'boundary-values-come-back'],
    empty,
  )
  expect(found.map(([id, status]) => [id, status])).toEqual([
    ['law.read-equals-write[note]', 'fail'],
    ['law.update-shows[note]', 'skip'],
    ['law.boundary-values-come-back[note]', 'skip'],
    ['law.text-comes-back[note]', 'skip'],
  ])
  expect(found.at(-1)?.[2]).toBe('no value that was sent is shown, as read-equals-write tells')
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
