import { expect, test } from 'vitest'
import { sampleFinding } from '../../reporters/sample-report.test-support.ts'
import type { Finding } from '../judge/judge.ts'
import { relateFindings } from './relate-findings.ts'

const causesOf = (...findings: readonly (Partial<Finding> & { readonly exchange?: number })[]): readonly string[] =>
  relateFindings(findings.map(sampleFinding)).map(({ cause }) => cause)

const NEVER = { requirement: 'never-returned', signature: 'secret-returned' }
const MASK = { requirement: 'key-is-masked', signature: 'mask-shows-too-much' }

test('findings about one member have one cause, in whichever answer and item they stand', () => {
  expect(
    causesOf({ ...NEVER, at: 'body#/results/0/password' }, { ...MASK, at: 'body#/password', exchange: 3 }),
  ).toEqual(['never-returned/secret-returned', 'never-returned/secret-returned'])
  expect(causesOf({ ...NEVER, at: 'body#/password' }, { ...MASK, at: 'body#/url' })).toHaveLength(2)
})

test('what is no member has one cause within one answer only', () => {
  expect(new Set(causesOf({}, { requirement: 'other' })).size).toBe(1)
  expect(new Set(causesOf({}, { requirement: 'other', exchange: 1 })).size).toBe(2)
})

test('levels never mix', () => {
  expect(new Set(causesOf({}, { requirement: 'other', level: 'should' })).size).toBe(2)
})

test('a finding that tells more than a symptom gives the cause, though it comes later', () => {
  const at = 'body#/channelName'
  expect(causesOf({ signature: 'breaks-min-length', symptom: true, at }, { ...MASK, at })).toEqual([
    'key-is-masked/mask-shows-too-much',
    'key-is-masked/mask-shows-too-much',
  ])
})
