import { expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { examplesOf, shrinksOf } from '../examples.test-support.ts'
import type { Mutation } from '../mutations/mutation.ts'
import { NEAR_PATTERN } from '../mutations/near-pattern.ts'
import { openSource } from '../open-source.ts'
import { openSubject } from '../subject.ts'
import { valueAt } from '../../json/pointer.ts'
import { hasObservedForm } from './observed-form.ts'

const subject = openSubject(
  { part: 'body', mode: 'invalid', key: 'NEW_RELIC', secrets: 'realistic' },
  { contract: CONTRACT, validators: VALIDATORS },
)

test.each([
  ['/accountId', '2345678', true],
  ['/accountId', '23456789', false],
  ['/accountId', '234567', false],
  ['/accountId', 'eu01xx0a1b2cNRAL', false],
  ['/licenseKey', 'eu01xx0a1b2c3d4e5f60718293a4b5c6d7e8NRAL', true],
  ['/licenseKey', '0a1b2c3d4e5f60718293a4b5c6d7e80a1b2cNRAL', false],
  ['/licenseKey', '2345678', false],
  ['/readToken', '2345678', false],
])('%s of %j is of an observed form: %s', (pointer, text, expected) => {
  expect(hasObservedForm({ [pointer.slice(1)]: text }, pointer, subject)).toBe(expected)
})

test('no value of an observed form is drawn as invalid, not even by a mutation or a shrink', () => {
  const schemas = withObserved('^[0-9]{1,12}$')
  const contract = { ...CONTRACT, schemas }
  const source = openSource(
    { part: 'body', mode: 'invalid', key: 'NEW_RELIC', secrets: 'realistic' },
    { contract, validators: VALIDATORS, seed: 'observed' },
  )
  const examples = examplesOf(source, 400)
  const all = [...examples, ...examples.slice(0, 200).flatMap((each) => shrinksOf(each, 5))]
  const texts = all
    .filter(({ broken }) => broken?.instancePath === '/accountId' && broken.keyword === 'pattern')
    .map(({ value }) => String(valueAt(value, '/accountId')))
  expect(texts.length).toBeGreaterThan(5)
  expect(texts.filter((text) => /^[0-9]{1,12}$/.test(text))).toEqual([])
  // Without the keyword such texts are drawn.
  expect(NEAR_PATTERN.some(({ mutate }: Mutation) => /^[0-9]{1,12}$/.test(String(mutate('0a1b2c3d'.repeat(5)))))).toBe(
    true,
  )
})

function withObserved(pattern: string): typeof CONTRACT.schemas {
  const schema = structuredClone(CONTRACT.schemas['NewRelicRequest']) as {
    properties: { accountId: Record<string, unknown> }
  }
  schema.properties.accountId['x-observed'] = pattern
  return { ...CONTRACT.schemas, NewRelicRequest: schema }
}
