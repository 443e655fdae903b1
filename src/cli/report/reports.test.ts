import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { FORMATS } from '../../../reporters/formats.ts'
import type { Environment, ReporterFormat } from '../../../reporters/reporter.ts'
import { SAMPLE } from '../../../reporters/sample-report.test-support.ts'
import type { Report } from '../../report/report.ts'
import { folder } from '../conform.test-support.ts'
import { openReports, reportFlags } from './reports.ts'

/** A format that no other file names. */
const robot: ReporterFormat = {
  name: 'robot',
  create: () => ({ event: ({ type }) => (type === 'report' ? 'robot pass-word\n' : '') }),
  switchesOn: ({ ROBOT }) => ROBOT === 'yes',
  finalFile: ({ ROBOT_FILE: path }) =>
    path === undefined ? undefined : { path, render: ({ verdict }) => `${verdict} pass-word\n` },
}

const guard = (text: string): string => text.replaceAll('pass-word', '<secret>')

/** Writes the sample report and returns the text on standard error. */
async function standardError(
  values: readonly string[],
  environment: Environment,
  report: Report = SAMPLE,
): Promise<string> {
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((_text, done?: unknown) => {
    if (typeof done === 'function') (done as () => void)()
    return true
  })
  try {
    const flags = { quiet: false, verbose: false, guard, environment, inputs: [] }
    const reports = await openReports(values, flags, {
      loaders: { ...FORMATS, robot: async () => robot },
      byEnvironment: ['robot'],
    })
    reports.event({ type: 'report', ...report })
    await reports.commit(report)
    return spy.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    spy.mockRestore()
  }
}

const VERDICT =
  '✖ VIOLATES  sample 2026-01-01 at http://127.0.0.1:8080/api: 3 requirements violated in 4 cases, from 3 causes of must (and 2 of should)\n'

test('a run whose reports are all files tells its verdict on standard error, masked', async () => {
  const cwd = folder()
  const files = [`json=${join(cwd, 'report.json')}`, `junit=${join(cwd, 'junit.xml')}`]
  expect(await standardError(files, {})).toBe(VERDICT)
  expect(await standardError(files, {}, { ...SAMPLE, verdict: 'inconclusive', reason: 'pass-word' })).toBe(
    '? INCONCLUSIVE  sample 2026-01-01 at http://127.0.0.1:8080/api: <secret>\n',
  )
})

test('a format that switches itself on writes to standard error, masked', async () => {
  const json = `json=${join(folder(), 'report.json')}`
  expect(await standardError([json], { ROBOT: 'yes' })).toBe(`robot <secret>\n${VERDICT}`)
  expect(await standardError([json], { ROBOT: 'no' })).toBe(VERDICT)
})

test('a format that a flag names is not switched on a second time', async () => {
  const file = join(folder(), 'robot.txt')
  expect(await standardError([`robot=${file}`], { ROBOT: 'yes' })).toBe(VERDICT)
  expect(readFileSync(file, 'utf8')).toBe('robot <secret>\n')
})

test('a final file is appended to, masked, even where its format is not in use', async () => {
  const cwd = folder()
  const file = join(cwd, 'final.txt')
  writeFileSync(file, 'earlier\n')
  await standardError([`json=${join(cwd, 'report.json')}`], { ROBOT_FILE: file })
  expect(readFileSync(file, 'utf8')).toBe('earlier\nviolates <secret>\n')
})

test('a final file that cannot be written is a warning', async () => {
  const cwd = folder()
  const values = [`json=${join(cwd, 'report.json')}`]
  expect(await standardError(values, { ROBOT_FILE: cwd })).toBe(
    `${VERDICT}the robot reporter cannot write ${cwd}: EISDIR\n`,
  )
})

test('a report in the place of a file that the run reads is refused, and the file stays', async () => {
  const flags = reportFlags({ config: 'own.yaml', suites: ['cases.yaml'], baseline: false }, guard)
  for (const file of ['own.yaml', './cases.yaml', `${process.cwd()}/own.yaml`])
    await expect(openReports([`json=${file}`], flags)).rejects.toThrow(
      /^a report cannot take the place of .*, which the run reads/,
    )
  await expect(openReports(['json=conform.config.yaml'], reportFlags({}, guard))).rejects.toThrow('conform.config.yaml')
})
