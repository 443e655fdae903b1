import { expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import { checkProperties } from '../plan/check/check-properties.ts'
import { drawCase } from '../plan/draw/draw-case.ts'
import { planCases } from '../plan/plan.ts'
import { formatMistake } from '../source/mistake.ts'
import { accepted } from './mistakes.test-support.ts'

test('each word of the language is accepted in its place', () => {
  const [suite] = accepted('language')
  expect(suite).toMatchObject({ name: 'language', file: 'fixtures/accepted/language.yaml' })
  expect(suite?.cases.map(({ id, location }) => `${id} ${location.line}:${location.column}`)).toEqual([
    'language.product 6:9',
    'language.bodies 34:9',
    'language.texts 43:9',
    'language.properties 62:9',
    'language.any-secrets 74:9',
    'language.property 84:9',
    'language.parameters 91:9',
    'language.paths 98:9',
    'language.others 105:9',
    'language.repeats 112:9',
    'language.mended 127:9',
    'language.mended-property 136:9',
    'language.history 145:9',
    'language.by-state 167:9',
    'language.together 177:9',
  ])
  expect(suite?.invariants).toHaveLength(1)
})

test('a suite may be empty', () => {
  expect(accepted('empty')).toMatchObject([{ cases: [], invariants: [] }])
})

test('each expectation has the place of its kind', () => {
  const [suite] = accepted('language')
  const [step] = suite?.cases[2]?.steps ?? []
  expect(step?.expect).toMatchObject([
    { requirement: 'malformed-json-is-refused', kind: 'status', value: 400, location: { line: 49, column: 48 } },
  ])
})

test('each "forall" is read with its part, mode and subject, and each property has values', async () => {
  const [suite] = accepted('language')
  expect(suite?.cases.flatMap(({ forall }) => forall ?? [])).toEqual([
    { part: 'body', mode: 'invalid', subject: '$type' },
    { part: 'body', mode: 'valid', subject: 'WEBHOOK', secrets: 'any' },
    { part: 'property', mode: 'tricky', subject: '/teamName', of: 'SLACK' },
    { part: 'query', mode: 'valid', subject: '$parameter' },
    { part: 'path', mode: 'invalid', subject: 'groupId' },
    { part: 'body', mode: 'valid', subject: 'DATADOG' },
  ])
  expect(suite?.cases[3]?.steps[0]?.twin).toMatchObject([{ requirement: 'create-succeeds', kind: 'status' }])
  await checkProperties(suite === undefined ? [] : [suite], CONTRACT, VALIDATORS)
})

test('words that are left out have their defaults', () => {
  const [suite] = accepted('language')
  const bare = suite?.cases[1]
  expect(bare).toMatchObject({ needs: [], given: { absent: [], configured: [], payload: 'full', otherAbsent: [] } })
  expect(bare?.steps).toMatchObject([{ save: {}, then: [] }])
  const [planned] = planCases(suite === undefined ? [] : [suite], CONTRACT, 1)
  expect(planned?.needs).toEqual(['credentials', 'otherGroup', 'principal.reader'])
})

test('a former word works, and a hint has its current name', () => {
  const suites = accepted('former-words')
  expect(`\n${suites.flatMap(({ hints }) => hints.map(formatMistake)).join('\n')}\n`).toMatchInlineSnapshot(`
    "
    fixtures/accepted/former-words.yaml:9:23  "mangled" is now "tricky"
    fixtures/accepted/former-words.yaml:22:23  "misqueried" is now "wrong-query"
    fixtures/accepted/former-words.yaml:29:50  "misused" is now "wrong-method"
    fixtures/accepted/former-words.yaml:15:21  "misended" is now "last-char-changed"
    fixtures/accepted/former-words.yaml:15:48  "recased" is now "case-flipped"
    fixtures/accepted/former-words.yaml:17:18  "misdirected" is now "wrong-uri"
    "
  `)
  const planned = planCases(suites, CONTRACT, 1)
  expect(planned.map(({ id }) => id).slice(0, 2)).toEqual([
    'former-words.mode',
    'former-words.senders[misended,recased,misdirected]',
  ])
  expect(planned[0]?.property?.drawing).toMatchObject({ mode: 'tricky' })
  const [, senders] = planned.map((one) => drawCase(one, CONTRACT).steps)
  expect(senders?.map(({ request }) => request?.as)).toEqual(['last-char-changed', 'wrong-uri', 'wrong-method'])
  expect(senders?.[0]?.twin?.request.as).toBe('wrong-query')
  expect(senders?.[0]?.then[0]?.request?.as).toBe('case-flipped')
})

test('current words have no hint', () => {
  expect(accepted('language').flatMap(({ hints }) => hints)).toEqual([])
})

test('requests at the same moment are read with their counts and their own expectations', () => {
  const [suite] = accepted('language')
  const one = suite?.cases.find(({ id }) => id === 'language.together')
  expect([one?.rounds, one?.steps[1]?.together?.map(({ times, expect: own }) => [times, own.length])]).toEqual([
    2,
    [
      [3, 0],
      [1, 2],
    ],
  ])
})
