import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conform, folder } from './conform.test-support.ts'

const SUITE = `suite: sample
about: a case that took the place of another
cases:
  - id: sample.new
    title: a list is answered 200
    send: { operation: list }
    expect: { list-succeeds: { status: 200 } }
  - id: sample.other
    title: a list is answered 200 again
    send: { operation: list }
    expect: { list-succeeds: { status: 200 } }
retired:
  - { id: sample.old, reason: sample.new checks the same, successor: sample.new }
`

test.each([
  [['list', 'sample.old'], 'sample.new', 'selected'],
  [['run', 'sample.old', '--verbose'], 'sample.new', 'selected'],
  [['explain', 'sample.old'], 'sample.new', 'selected'],
  [['replay', 'sample.old', '--seed', '1'], 'sample.new', 'selected'],
  [['list', '--exclude', 'sample.old'], 'sample.other', 'excluded'],
])('%j takes the successor of a retired case, with a hint on stderr', async (parameters, id, becomes) => {
  const cwd = folder()
  writeFileSync(join(cwd, 'sample.yaml'), SUITE)
  const { status, stdout, stderr } = await conform([...parameters, '--suites', 'sample.yaml'], { cwd })
  expect(stderr).toBe(`"sample.old" was retired: sample.new checks the same; its successor sample.new is ${becomes}\n`)
  expect(status).toBe(0)
  expect(stdout).toContain(id)
  expect(stdout).not.toContain(id === 'sample.new' ? 'sample.other' : 'sample.new')
})
