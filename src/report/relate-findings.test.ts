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
