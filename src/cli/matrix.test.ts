import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { json } from '../../reporters/json.ts'
import { render, SAMPLE } from '../../reporters/sample-report.test-support.ts'
import type { Report } from '../report/report.ts'
import { conform, folder } from './conform.test-support.ts'

function place(reports: Readonly<Record<string, Report>>) {
  const cwd = folder()
  for (const [name, report] of Object.entries(reports)) writeFileSync(join(cwd, name), render(json, report).join(''))
  return (...args: readonly string[]) => conform(['matrix', ...args], { cwd })
}

test('reports are named by their files, or by names of their own', async () => {
  const matrix = place({ 'ours.json': SAMPLE, 'b.json': SAMPLE })
  const { status, stdout } = await matrix('ours.json', 'the other=b.json')
  expect([status, stdout.split('\n')[0]]).toEqual([0, '# `sample`: 2 implementations side by side'])
  expect(stdout).toContain('| requirement | `ours` | `the other` |')
  expect((await matrix('ours.json', '--format', 'html')).stdout).toMatch(/^<!doctype html>/)
})

test('unreadable input, other contracts and shared names exit with 2', async () => {
  const matrix = place({ 'a.json': SAMPLE, 'b.json': { ...SAMPLE, contract: { name: 'other', version: '1' } } })
  const mistake = async (...args: readonly string[]): Promise<unknown> => {
    const { status, stdout, stderr } = await matrix(...args)
    return [status, stdout, stderr]
  }
  expect(await mistake('a.json', 'no.json')).toEqual([2, '', 'no.json cannot be read: there is no such file\n'])
  expect(await mistake('a.json', 'a.json')).toEqual([2, '', 'two reports are called "a"; give them names: NAME=FILE\n'])
  expect(await mistake('a.json', 'b.json')).toEqual([
    2,
    '',
    'expected reports of one contract; "a" is of "sample" and "b" of "other"\n',
  ])
})
