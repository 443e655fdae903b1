import { expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { variantOf } from '../../contract/keys.ts'
import { openSource } from '../open-source.ts'
import type { Example, PropertySource } from '../property-source.ts'
import { breaking } from './breaking.ts'

const KEY = 'DATADOG'
const open = (mode: 'valid' | 'invalid'): PropertySource =>
  openSource(
    { part: 'body', mode, key: KEY, secrets: 'realistic' },
    { contract: CONTRACT, validators: VALIDATORS, seed: '7' },
  )

const full = (): Example => {
  const source = open('valid')
  const examples = Array.from({ length: source.boundaries }, (_, index) => source.example(index))
  return examples.reduce((most, one) => (sizeOf(one) > sizeOf(most) ? one : most))
}
const sizeOf = ({ value }: Example): number => Object.keys(value ?? {}).length

test('a body that is broken in a property has all values of a valid body beside it', () => {
  const [valid, source] = [full(), open('invalid')]
  const examples = Array.from({ length: source.boundaries }, (_, index) => source.example(index))
  const enumeration = examples.find(({ broken }) => broken?.rule === 'enum') ?? valid
  const { region } = enumeration.value as { region: unknown }
  expect(breaking(valid, enumeration)).toMatchObject({
    value: { ...(valid.value as object), region },
    broken: { rule: 'enum' },
  })
  const { apiKey: _, ...others } = valid.value as Record<string, unknown>
  const missing = examples.find(({ broken }) => broken?.rule === 'required') ?? valid
  expect(breaking(valid, missing).value).toEqual(others)
  const root = examples.find(({ broken }) => broken?.rule === 'root') ?? valid
  expect(breaking(valid, root)).toBe(root)
})

test('each body that is broken so is refused by the schema of requests', () => {
  const [valid, source] = [full(), open('invalid')]
  const validate = VALIDATORS(variantOf(CONTRACT, KEY)?.request ?? '')
  for (let index = 0; index < source.boundaries; index += 1) {
    const { value, broken } = breaking(valid, source.example(index))
    if (broken?.rule !== 'key') expect(validate(value), JSON.stringify(broken)).not.toEqual([])
  }
})
