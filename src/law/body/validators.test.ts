import { expect, test } from 'vitest'
import { validatorsOf } from './validators.ts'

test('a text that keeps a pattern busy is not judged, and holds no run', () => {
  const schemas = { '#/components/schemas/Name': { type: 'string', pattern: '^([a-z]+-?)+$' } } as const
  const judge = validatorsOf({ schemas })({ type: 'array', items: { $ref: '#/components/schemas/Name' } })
  const busy = `${'a'.repeat(60)}!`
  const started = performance.now()
  expect(judge?.(Array.from({ length: 100 }, () => busy))).toEqual([])
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(judge?.(['a-b', 'A'])).toMatchObject([{ keyword: 'pattern', instancePath: '/1' }])
})
