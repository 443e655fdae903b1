import { expect, test } from 'vitest'
import type { Fact } from '../../resource/model.ts'
import { guessedSecrets, newSecret, withOwnSecrets } from './secrets-of.ts'

type Resource = Parameters<typeof withOwnSecrets>[1]

const at = (value: string, certainty: Fact<string>['certainty'] = 'sure'): Fact<string> => ({
  value,
  certainty,
  because: '',
})
const RESOURCE = {
  name: 'hook',
  hidden: [at('/password'), at('/target')],
  once: [],
  masked: [at('/key'), at('/url'), at('/token', 'guess')],
} as unknown as Resource

function drawn(member: object, way: 'plausible' | 'example' = 'plausible') {
  const { member: made, secrets } = withOwnSecrets(member, RESOURCE, { seed: '1', way, isValid: () => true })
  return { made: made as Readonly<Record<string, string>>, rules: secrets.map(({ redaction }) => redaction.rule) }
}

test('a secret of an example keeps its form', () => {
  const { made } = drawn({ key: '0123456789abcdef0123456789aba23c', password: '4111-1111-1111-1111' }, 'example')
  expect(made['key']).toMatch(/^[1-9a-f]{32}$/)
  expect(made['password']).toMatch(/^\d{4}-\d{4}-\d{4}-\d{4}$/)
  expect(drawn({ key: '0123456789abcdef0123456789aba23c' }).made['key']).toMatch(/^[\dA-Za-z]{24}$/)
})

test('a secret keeps to the usual rules of passwords', () => {
  const secrets = Array.from({ length: 300 }, (_, index) => newSecret('/password', RESOURCE, `${index}`).value)
  for (const kind of [/[a-z]/, /[A-Z]/, /\d/]) expect(secrets.filter((secret) => !kind.test(secret))).toEqual([])
})

test('a masked URL keeps its origin, which its mask may show, and a hidden one does not', () => {
  const { made, rules } = drawn({ url: 'https://example.com/wa1b2c6789', target: 'https://example.com/wz9y8x4321' })
  expect(made['url']).toMatch(/^https:\/\/example\.com\/[a-z0-9]{10}$/)
  expect(made['target']).toMatch(/^[\dA-Za-z]{24}$/)
  expect(rules).toEqual(['never', 'url'])
})

test('what only a guess calls a secret is told', () => {
  expect(guessedSecrets(RESOURCE as unknown as Parameters<typeof guessedSecrets>[0])).toEqual(['hook#/token'])
})

test('each text below a hidden object or list is a secret of its own, but for what tells its kind', () => {
  const { made, rules } = drawn({ password: [{ type: 'password', value: 'wa1b2c' }, { value: 'wz9y8x' }] })
  const [one, other] = made['password'] as unknown as readonly Readonly<Record<string, string>>[]
  expect([one?.['type'], rules]).toEqual(['password', ['never', 'never']])
  expect(one?.['value']).toMatch(/^[\dA-Za-z]{24}$/)
  expect(other?.['value']).not.toBe(one?.['value'])
})
