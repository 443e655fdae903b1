import { expect, test } from 'vitest'
import { BY_ENVIRONMENT, FORMATS } from './formats.ts'
import { render, SAMPLE, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const formats = await Promise.all(Object.values(FORMATS).map((load) => load()))

test('each format is listed under its name', () => {
  expect(formats.map(({ name }) => name)).toEqual(Object.keys(FORMATS))
})

test('the formats that look at the environment are listed, since only these are loaded without a flag', () => {
  const looking = formats.filter(({ switchesOn, finalFile }) => switchesOn !== undefined || finalFile !== undefined)
  expect(BY_ENVIRONMENT).toEqual(looking.map(({ name }) => name))
})

test.each(formats)('$name escapes terminal controls and CI log commands', (format) => {
  for (const verbose of [false, true]) {
    const text = render(format, SAMPLE, { verbose }).join('')
    expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/u)
    expect(text).not.toContain('##[')
    expect(text).not.toMatch(/^\s*::(?!(error|warning) (file|title)=)/m)
    expect(text).not.toMatch(/^::error::/m)
  }
})

/** The output of each format for a finding without an exchange: a badge counts, and HAR has exchanges alone. */
const SHOWN: Readonly<Record<string, string>> = { badge: '1 violation', har: '"entries": []' }

/** A script of the HTML report, whose code may hold any word. */
const SCRIPT = /<script[^]*?<\/script>/g

test.each(formats)('$name renders a report without results, and a finding without an exchange', (format) => {
  const nothing = { ...SAMPLE, verdict: 'inconclusive' as const, results: [], requirements: [] }
  const finding = sampleFinding({ exchange: 3 })
  const bare = sampleResult({ id: 'alone', status: 'fail', findings: [finding] })
  for (const report of [nothing, { ...SAMPLE, results: [bare] }]) {
    expect(render(format, report).at(-1)).not.toBe('')
    expect(render(format, report).join('').replaceAll(SCRIPT, '')).not.toMatch(/\b(?:undefined|NaN|null)\b|\[object/)
  }
  expect(render(format, { ...SAMPLE, results: [bare] }).join('')).toContain(SHOWN[format.name] ?? finding.message)
})
