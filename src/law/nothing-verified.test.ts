import { expect, test } from 'vitest'
import { fireLaws, type Firing } from './fire-laws.test-support.ts'

/** A server that has the API at another path. */
const elsewhere: Firing['change'] = (model, answers) => ({
  model,
  answers: { ...answers, answer: (call) => answers.answer({ ...call, path: ['v2', ...call.path] }) },
})

const bare: Firing['change'] = (model, answers) => ({
  model,
  answers: { ...answers, answer: () => ({ status: 404, body: { text: 'no such page' } }) },
})

test('a run that only reads, and is refused everything, is inconclusive', async () => {
  const { report } = await fireLaws('notes', { change: elsewhere, more: { mayWrite: () => false } })
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: 'nothing verified: no request was answered with a success; the first, GET /notes, was answered 404',
  })
})

test('refusals that break the schema are violations, with the same reason', async () => {
  const { report } = await fireLaws('notes', { change: bare, more: { mayWrite: () => false } })
  expect(report).toMatchObject({ verdict: 'violates', reason: expect.stringMatching(/^nothing verified: /) as unknown })
})

test('a run that only reads conforms where a list is answered', async () => {
  const { report } = await fireLaws('notes', { more: { mayWrite: () => false } })
  expect(report.verdict).toBe('conforms')
})

test('laws of refusals alone conform where the API is there', async () => {
  const { report } = await fireLaws('notes', { laws: ['malformed-json-is-refused', 'no-credentials-are-refused'] })
  expect(report.verdict).toBe('conforms')
})

test('a resource of which no member can be made is named where the rest conforms', async () => {
  const { report } = await fireLaws('notes', {
    laws: ['read-equals-write'],
    change: (model, answers) => ({
      model,
      answers: {
        ...answers,
        answer: (call) =>
          call.method === 'POST' && call.path.includes('comments')
            ? { status: 422, body: { text: 'refused' } }
            : answers.answer(call),
      },
    }),
  })
  expect([report.verdict, report.reason]).toEqual([
    'conforms',
    'not verified at comment, of which no member could be made',
  ])
})
