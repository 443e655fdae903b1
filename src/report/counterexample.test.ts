import { expect, test } from 'vitest'
import type { Evidence } from '../secrets/evidence.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { maskedDifferences, toStep } from './counterexample.ts'

test('a step tells the headers that other requests do not have so', () => {
  const differs = [{ name: 'Accept', value: 'text/html' }, { name: 'X-A' }]
  const evidence = { request: { method: 'GET', url: 'http://127.0.0.1/a', headers: {}, differs }, durationMs: 1 }
  expect(toStep(evidence as unknown as Evidence)).toEqual({ method: 'GET', url: 'http://127.0.0.1/a', differs })
})

test('two secrets that differ are told by their lengths', () => {
  const secrets = createSecrets()
  const [sent, mended] = ['QwErTyUiOpAsDfGhJkLzXcVbNm0123456789', 'ZyXwVuTsRqPoNmLkJiHgFeDcBa01234']
  for (const value of [sent, mended])
    secrets.add({ value, pointer: '/key', redaction: { rule: 'tail', tail: 4, strength: 'stated', form: 'token' } })
  expect(maskedDifferences({ key: sent, name: 'a' }, { key: mended }, secrets)).toEqual([
    { at: '/key', from: '<secret>', to: '<secret>', fromLength: 36, toLength: 31 },
    { at: '/name', from: 'a' },
  ])
})
