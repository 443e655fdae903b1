import { expect, test } from 'vitest'
import { FORMATS } from './formats.ts'
import { render, SAMPLE, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const formats = await Promise.all(Object.values(FORMATS).map((load) => load()))

test('each format stands in the list under its own name', () => {
  expect(formats.map(({ name }) => name)).toEqual(Object.keys(FORMATS))
})

test.each(formats)('$name lets nothing through that acts on a terminal or commands a CI log', (format) => {
  for (const verbose of [false, true]) {
    const text = render(format, SAMPLE, { verbose }).join('')
    expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/u)
    expect(text).not.toContain('##[')
    expect(text).not.toMatch(/^\s*::(?!(error|warning) (file|title)=)/m)
    expect(text).not.toMatch(/^::error::/m)
  }
})

test.each(formats)('$name bears a report of nothing, and findings without an exchange', (format) => {
  const nothing = { ...SAMPLE, verdict: 'inconclusive' as const, results: [], requirements: [] }
  const bare = sampleResult({ id: 'alone', status: 'fail', findings: [sampleFinding({ exchange: 3 })] })
  for (const report of [nothing, { ...SAMPLE, results: [bare] }]) expect(render(format, report).at(-1)).not.toBe('')
})
