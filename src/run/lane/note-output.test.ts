import { expect, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import type { Report } from '../../report/report.ts'
import { served } from '../../http/served.test-support.ts'
import { fireAt } from '../tests/run.test-support.ts'

/** A run at a server that answers each create 500 and writes a line about each request. */
async function fireNoting(only: readonly string[]): Promise<Report> {
  const reference = createReference()
  const lines: { readonly text: string; readonly at: number }[] = []
  const target = await served((request, response) => {
    lines.push({ text: `saw ${request.method ?? ''} ${request.url ?? ''}`, at: Date.now() })
    if (request.method === 'POST') return void response.writeHead(500).end()
    void reference.handle(request, response)
  })
  return fireAt({
    target,
    only,
    outputIn: (from, to) => Promise.resolve(lines.flatMap(({ text, at }) => (at >= from && at <= to ? [text] : []))),
  })
}

test('a failing exchange has the output of the server around it, and an exchange without a finding has none', async () => {
  const report = await fireNoting(['create.minimal[SLACK]'])
  const [result] = report.results
  const failing = result?.findings[0]?.exchange ?? -1
  // A line that was written within a millisecond of the exchange belongs to its output too.
  expect(result?.exchanges[failing]?.output).toContainEqual(expect.stringMatching(/^saw POST .*\/SLACK$/))
  const others = result?.exchanges.filter((_, index) => index !== failing) ?? []
  expect(others.filter(({ output }) => output !== undefined)).toEqual([])
})

test('of a cause, the first three results ask for output', async () => {
  const report = await fireNoting(['create.minimal'])
  expect(report.results.filter(({ status }) => status === 'fail').length).toBeGreaterThan(3)
  const shown = report.results.filter(({ exchanges }) => exchanges.some(({ output }) => output !== undefined))
  expect(shown).toHaveLength(3)
})
