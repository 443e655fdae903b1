import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../report/report.ts'
import { conform, folder } from './conform.test-support.ts'

const SUITE = `suite: house
about: extra behaviour of our server
requirements:
  - id: lists-are-teapots
    level: must
    text: A list of the house is answered 418.
    source: docs/house-rules.md
  - id: lists-have-a-length
    level: should
    text: A list of the house has a Content-Length.
cases:
  - id: house.list
    title: a list is a teapot
    send: { operation: list }
    expect:
      lists-are-teapots: { status: 418 }
      list-succeeds: { status: 200 }
  - id: house.length
    title: a list has a length
    send: { operation: list }
    expect: { lists-have-a-length: { header: { Content-Length: { matches: . } } } }
`

function withSuite(): string {
  const cwd = folder()
  writeFileSync(join(cwd, 'house.yaml'), SUITE)
  return cwd
}

test('a requirement of a suite stands in reports with its own level and sentence, and gates the verdict', async () => {
  const at = ['--suites', 'house.yaml']
  const { status, stdout, stderr } = await conform(['run', ...at, '--reporter', 'json'], { cwd: withSuite() })
  expect([status, stderr]).toEqual([1, ''])
  const { causes, requirements } = JSON.parse(stdout) as Report
  expect(causes.filter(({ level }) => level === 'must')).toMatchObject([{ requirement: 'lists-are-teapots' }])
  expect(requirements.filter(({ id }) => id.startsWith('lists-'))).toMatchObject([
    { id: 'lists-are-teapots', level: 'must', status: 'violated', text: 'A list of the house is answered 418.' },
    { id: 'lists-have-a-length', level: 'should', cases: ['house.length'] },
  ])
  expect(requirements.find(({ id }) => id === 'list-succeeds')).toMatchObject({ status: 'verified' })
})

test('explain and list take a requirement of a suite', async () => {
  const cwd = withSuite()
  const { stdout } = await conform(['explain', 'lists-are-teapots', 'house.length', '--suites', 'house.yaml'], { cwd })
  expect(stdout).toContain(
    'lists-are-teapots\n  A list of the house is answered 418.\n  house.yaml:4:9; level must\n  Source: docs/house-rules.md\n',
  )
  expect(stdout).toContain(
    'lists-have-a-length (should): A list of the house has a Content-Length. Source: house.yaml;',
  )
  const listed = await conform(['list', 'lists-are-teapots', '--suites', 'house.yaml'], { cwd })
  expect(listed.stdout).toMatch(/^ {2}house\.list +must +a list is a teapot$/m)
  expect(listed.stdout).not.toContain('house.length')
})
