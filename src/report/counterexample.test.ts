import { expect, test } from 'vitest'
import type { Evidence } from '../secrets/evidence.ts'
import { toStep } from './counterexample.ts'

test('a step tells the headers that other requests do not have so', () => {
  const differs = [{ name: 'Accept', value: 'text/html' }, { name: 'X-A' }]
  const evidence = { request: { method: 'GET', url: 'http://127.0.0.1/a', headers: {}, differs }, durationMs: 1 }
  expect(toStep(evidence as unknown as Evidence)).toEqual({ method: 'GET', url: 'http://127.0.0.1/a', differs })
})
