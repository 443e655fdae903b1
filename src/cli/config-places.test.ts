import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conform, folder, namesIn } from './conform.test-support.ts'

const TARGET = 'target: http://127.0.0.1:1\n'
const GROUP = 'groupId: 64b1f0c2a9d3e45f67890abc\n'

test.each([
  [`${TARGET}groupId:\n  - 64b1f0c2a9d3e45f67890abc\n  - prod`, '4:5  the group id "prod" breaks the pattern'],
  [`${TARGET}groupId: prod`, '2:10  the group id "prod" breaks the pattern'],
  [`${TARGET}groupId: [a, b, A]`, '2:17  the group A is named twice'],
  [`${TARGET}${GROUP}otherGroupId: prod`, '3:15  the group id "prod" breaks the pattern'],
  [`${TARGET}groupId: a\notherGroupId: A`, '3:15  otherGroupId is also a groupId'],
  [`${GROUP}target: localhost:8080`, '2:9  "localhost:8080" is not a target'],
  [`${TARGET}${GROUP}timeout: 0`, '3:10  "timeout" takes a time from 1ms to 34560m'],
  [`${TARGET}${GROUP}start: " "`, '3:8  start in the configuration takes the command of a server'],
  [`${TARGET}${GROUP}wait: 30`, '3:7  "wait" takes a time with its unit, such as 30s, at most 34560m, not 30'],
  ['start: npm start', '1:8  start in the configuration needs a target'],
  [
    `${TARGET}${GROUP}tls: { ca: none.pem }`,
    '3:12  the certificate authority file none.pem cannot be read: there is no',
  ],
  [`${TARGET}${GROUP}contract: nowhere`, '3:11  there is no contract "nowhere"'],
  [`${TARGET}${GROUP}asOf: 9.9.9`, '3:7  "9.9.9" is no version of the contract'],
  [`${TARGET}${GROUP}suites: [., none]`, '3:13  the suites in none cannot be read: there is no such file or folder'],
  [`${TARGET}${GROUP}baseline: none.yaml`, '3:11  there is no baseline none.yaml'],
])('the run names the place of what it refuses in %j', async (text, message) => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), text)
  const { status, stdout, stderr } = await conform(['run'], { cwd })
  expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^conform\.config\.yaml:/)])
  expect(stderr).toContain(`conform.config.yaml:${message}`)
  expect(namesIn(cwd)).toEqual(['conform.config.yaml'])
})

test('a value of a flag in place of one of the file has no place in the file', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), `${TARGET}groupId: prod\n`)
  const { status, stderr } = await conform(['run', '--group-id', 'test', '--dry-run'], { cwd })
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^the group id "test" breaks the pattern/)])
})

test('a configuration whose name is nearly the default is told, and not passed over', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yml'), `${TARGET}${GROUP}`)
  expect(await conform(['run'], { cwd })).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'conform.config.yml is read only with --config conform.config.yml; add the flag, or rename the file to conform.config.yaml\n',
  })
  expect((await conform(['run', '--config', 'conform.config.yml', '--dry-run'], { cwd })).status).toBe(0)
})
