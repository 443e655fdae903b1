import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { FORMATS } from '../../../reporters/formats.ts'
import type { Environment, ReporterFormat } from '../../../reporters/reporter.ts'
import { SAMPLE } from '../../../reporters/sample-report.test-support.ts'
import { folder } from '../conform.test-support.ts'
import { openReports } from './reports.ts'

const EVENT = { type: 'report', ...SAMPLE } as const

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
async function standardError(values: readonly string[], environment: Environment): Promise<string> {
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((_text, done?: unknown) => {
    if (typeof done === 'function') (done as () => void)()
    return true
  })
  try {
    const flags = { quiet: false, verbose: false, guard, environment }
    const reports = await openReports(values, flags, {
      loaders: { ...FORMATS, robot: async () => robot },
      byEnvironment: ['robot'],
    })
    reports.event(EVENT)
    await reports.commit(SAMPLE)
    return spy.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    spy.mockRestore()
  }
}

test('a format that switches itself on writes to standard error, masked', async () => {
  const json = `json=${join(folder(), 'report.json')}`
  expect(await standardError([json], { ROBOT: 'yes' })).toBe('robot <secret>\n')
  expect(await standardError([json], { ROBOT: 'no' })).toBe('')
})

test('a format that a flag names is not switched on a second time', async () => {
  const file = join(folder(), 'robot.txt')
  expect(await standardError([`robot=${file}`], { ROBOT: 'yes' })).toBe('')
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
  expect(await standardError(values, { ROBOT_FILE: cwd })).toBe(`the robot reporter cannot write ${cwd}: EISDIR\n`)
})
