import { expect, test } from 'vitest'
import { findingRows } from './text/finding-detail.ts'
import { sampleExchange, sampleFinding, sampleResult } from './sample-report.test-support.ts'

type Sample = ReturnType<typeof sampleExchange>

function answered(method: string, key: string, status: number | undefined): Sample {
  const { response, ...sample } = sampleExchange('{}', '{}')
  const request = { ...sample.request, method, url: `http://127.0.0.1:8080/groups/a/${key}` }
  return {
    ...sample,
    request,
    ...(status === undefined || response === undefined ? {} : { response: { ...response, status } }),
  }
}

function versioned(sample: Sample, version: string): Sample {
  return { ...sample, request: { ...sample.request, headers: { Accept: version } } }
}

const EXCHANGES = [
  answered('POST', 'A', 200),
  answered('PUT', 'A', 400),
  answered('GET', 'A', 200),
  answered('DELETE', 'A', undefined),
  answered('GET', 'B', 404),
  answered('PUT', 'A', 404),
]

/** The lines of the row `after` for a finding about the exchange with the index. */
function after(
  exchange: number,
  more: Pick<Parameters<typeof sampleResult>[0], 'counterexample' | 'exchanges'> = {},
): readonly string[] | undefined {
  const finding = sampleFinding({ exchange })
  const result = sampleResult({ id: 'a.b', status: 'fail', findings: [finding], exchanges: EXCHANGES, ...more })
  return findingRows(finding, result).find(({ label }) => label === 'after')?.lines
}

test('a finding names the last two writes before its request, and the request just before', () => {
  expect(after(5)).toEqual([
    'PUT /groups/a/A, answered 400',
    'DELETE /groups/a/A, no answer',
    'GET /groups/a/B, answered 404',
  ])
  expect(after(2)).toEqual(['POST /groups/a/A, answered 200', 'PUT /groups/a/A, answered 400'])
  expect(after(0)).toBeUndefined()
})

test('a request before with another Accept names it', () => {
  const [put, get] = [answered('PUT', 'A', 200), answered('GET', 'A', 404)]
  const exchanges = [versioned(put, 'a/2023'), versioned(put, 'a/2025'), versioned(get, 'a/2025')]
  expect(after(2, { exchanges })).toEqual([
    'PUT /groups/a/A, answered 200, with Accept: a/2023',
    'PUT /groups/a/A, answered 200',
  ])
})

test('a history tells its steps, and needs no requests before', () => {
  const step = { method: 'PUT', url: '/', status: 200 }
  const counterexample = { finding: 0, steps: [step] } as unknown as Parameters<
    typeof sampleResult
  >[0]['counterexample']
  expect(after(5, counterexample === undefined ? {} : { counterexample })).toBeUndefined()
})
