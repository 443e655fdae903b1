import { expect, test } from 'vitest'
import { sampleFinding } from '../../reporters/sample-report.test-support.ts'
import type { Finding } from '../judge/judge.ts'
import { relateFindings } from './relate-findings.ts'

const causesOf = (...findings: readonly (Partial<Finding> & { readonly exchange?: number })[]): readonly string[] =>
  relateFindings(findings.map(sampleFinding)).map(({ cause }) => cause)

const NEVER = { requirement: 'never-returned', signature: 'secret-returned' }
const MASK = { requirement: 'key-is-masked', signature: 'mask-shows-too-much' }

test('findings about one property have one cause, in any answer and item', () => {
  expect(
    causesOf({ ...NEVER, at: 'body#/results/0/password' }, { ...MASK, at: 'body#/password', exchange: 3 }),
  ).toEqual(['never-returned/secret-returned', 'never-returned/secret-returned'])
  expect(causesOf({ ...NEVER, at: 'body#/password' }, { ...MASK, at: 'body#/url' })).toHaveLength(2)
})

test('findings at other places have one cause per answer', () => {
  expect(new Set(causesOf({}, { requirement: 'other' })).size).toBe(1)
  expect(new Set(causesOf({}, { requirement: 'other', exchange: 1 })).size).toBe(2)
})

test('findings of different levels have different causes', () => {
  expect(new Set(causesOf({}, { requirement: 'other', level: 'should' })).size).toBe(2)
})

test('a later finding that is not a symptom gives the cause', () => {
  const at = 'body#/channelName'
  expect(causesOf({ signature: 'breaks-min-length', symptom: true, at }, { ...MASK, at })).toEqual([
    'key-is-masked/mask-shows-too-much',
    'key-is-masked/mask-shows-too-much',
  ])
})

const CONTENT = { requirement: 'wraps', signature: 'fails-type', at: 'body#/content', actual: 'nothing' }
const ID = { requirement: 'stable', level: 'should', signature: 'fails-equals', at: 'body#/content/id' } as const

test('findings within a missing value have its cause, also at a lower level', () => {
  const inside = { requirement: 'wraps', signature: 'fails-equals', at: 'body#/content/type' }
  expect(causesOf(inside, CONTENT, ID)).toEqual(Array(3).fill('wraps/fails-type'))
  expect(causesOf({ ...CONTENT, level: 'should' }, { ...inside, level: 'must' })[1]).toBe('wraps/fails-equals')
  expect(causesOf(CONTENT, { ...ID, exchange: 1 })[1]).toBe('stable/fails-equals')
  expect(causesOf(CONTENT, { ...ID, at: 'body#/contents/id' })[1]).toBe('stable/fails-equals')
})

test('a should about the place of a value with a wrong type has the cause of the must', () => {
  const links = { requirement: 'schema', signature: 'breaks-type', at: 'body#/links' }
  const self = { requirement: 'links', level: 'should', signature: 'no-self-link', at: 'body#/links' } as const
  expect(causesOf(self, links)).toEqual(['schema/breaks-type', 'schema/breaks-type'])
  expect(causesOf(self, { ...links, signature: 'no-next-link' })[0]).toBe('links/no-self-link')
})

test('values that an answer lacks beside a missing object have its cause; values that differ have not', () => {
  const key = { requirement: 'schema', signature: 'breaks-required', at: 'body#/apiKey', actual: 'nothing' }
  const whole = { ...CONTENT, container: true } as const
  expect(causesOf(key, whole)).toEqual(['wraps/fails-type', 'wraps/fails-type'])
  expect(causesOf({ ...key, actual: 'text' }, whole)[0]).toBe('schema/breaks-required')
  expect(causesOf(key, CONTENT)[0]).toBe('schema/breaks-required')
})

test('a body that is not JSON, or is no object, is the cause of all that the answer lacks', () => {
  const lost = { requirement: 'kept', signature: 'not-in-answer', at: 'body#/results', actual: 'no such member' }
  const body = { requirement: 'schema', symptom: true, container: true, at: 'body#' } as const
  expect(causesOf({ ...body, signature: 'not-json' }, lost)[1]).toBe('schema/not-json')
  expect(causesOf(lost, { ...body, signature: 'breaks-type' })[0]).toBe('schema/breaks-type')
  expect(causesOf(lost, { ...body, signature: 'breaks-type', exchange: 1 })[0]).toBe('kept/not-in-answer')
})

test('a wrong container is the cause of the other findings at its place, although a schema reports it', () => {
  const results = { requirement: 'schema', signature: 'breaks-type', symptom: true, at: 'body#/results' } as const
  const list = { requirement: 'listed', signature: 'fails-contains', at: 'body#/results' }
  expect(causesOf({ ...results, container: true }, list)).toEqual(['schema/breaks-type', 'schema/breaks-type'])
  expect(causesOf(results, list)).toEqual(['listed/fails-contains', 'listed/fails-contains'])
})

test('a finding about a whole member has the cause of a finding about a part of it', () => {
  const lost = { requirement: 'lost', signature: 'write-replaced', at: 'body#/results/1', exchange: 2 }
  const member = { ...lost, whole: true } as const
  const value = { requirement: 'kept', signature: 'value-differs', at: 'body#/results/1/region', exchange: 2 }
  expect(causesOf(member, value)).toEqual(['kept/value-differs', 'kept/value-differs'])
  expect(causesOf(member, { ...value, exchange: 1 })[0]).toBe('lost/write-replaced')
  expect(causesOf(member, { ...value, at: 'body#/results/10/region' })[0]).toBe('lost/write-replaced')
  expect(causesOf(lost, value)[0]).toBe('lost/write-replaced')
})

test('a long name that the target chose costs no time', () => {
  const at = `body#/${'a'.repeat(200_000)}/`
  expect(causesOf({ at }, { at, requirement: 'other' })).toHaveLength(2)
})
