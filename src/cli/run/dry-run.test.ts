import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { conform, folder } from '../conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'

async function at(): Promise<readonly string[]> {
  const server = await createReference({ groups: [GROUP] }).listen()
  onTestFinished(() => server.close())
  return ['--target', server.url, '--group-id', GROUP, '--seed', '1']
}

const numberAfter = (text: string, before: RegExp): number =>
  Number(new RegExp(`${before.source}([\\d,]+)`).exec(text)?.[1]?.replaceAll(',', ''))

const time = (text: string): string | undefined => /\ntime {7}(.*)\n/.exec(text)?.[1]

test('--dry-run tells which cases will be skipped and why, as the run then does', async () => {
  const flags = ['isolation.*', 'credentials.*', ...(await at())]
  const dry = await conform(['run', ...flags, '--dry-run'], { cwd: folder() })
  expect(dry.stdout).toMatch(/\nskipped {4}\d+: \d+ × needs .*, \d+ × needs otherGroupId/)
  const real = await conform(['run', ...flags], { cwd: folder() })
  expect(numberAfter(real.stdout, /, /)).toBeGreaterThan(0)
  const skipped = /(\d+) skipped; /.exec(real.stdout)?.[1]
  expect(numberAfter(dry.stdout, /\nskipped {4}/)).toBe(Number(skipped))
})

test('--dry-run tells how many cases hang on each key, as the run then skips them', async () => {
  const reference = createReference({ groups: [GROUP] })
  await reference.seed(GROUP, { type: 'DATADOG', apiKey: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', region: 'EU' })
  const server = await reference.listen()
  onTestFinished(() => server.close())
  const flags = ['create.minimal', 'create.twice', 'update.full', '--target', server.url, '--group-id', GROUP]
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), `otherGroupId: ${GROUP.replace(/c$/, 'd')}\n`)
  const dry = await conform(['run', ...flags, '--dry-run'], { cwd })
  expect(dry.stdout).toContain('; members of the run that appear there are removed, and no others\n')
  const told = /\n {11}skipped where already configured: .*?DATADOG (\d+)/.exec(dry.stdout)?.[1]
  const real = await conform(['run', ...flags], { cwd: folder() })
  expect(Number(told)).toBeGreaterThan(1)
  expect(/(\d+) skipped; /.exec(real.stdout)?.[1]).toBe(told)
  const embedded = await conform(['run', 'create.*', '--dry-run'], { cwd: folder() })
  expect(embedded.stdout).not.toContain('already configured:')
})

test('--dry-run tells that the run finds out whether an owner by digest sends requests at the same moment', async () => {
  const cwd = folder()
  const digest = "owner: { digest: { username: a, password: '${PASSWORD}' } }"
  writeFileSync(join(cwd, 'conform.config.yaml'), `principals: { ${digest} }\n`)
  const flags = ['run', 'concurrency.creates-of-one-type', ...(await at()), '--dry-run']
  const { stdout } = await conform(flags, { cwd })
  expect(stdout).toContain(
    '\n           the owner logs in by digest; its requests are sent at the same moment if the target takes them\n',
  )
  expect(stdout).not.toContain('\nskipped ')
  writeFileSync(join(cwd, 'conform.config.yaml'), 'principals: { owner: { bearer: a-token } }\n')
  const other = await conform(flags, { cwd })
  expect(other.stdout).not.toContain('at the same moment')
  expect(other.stdout).not.toContain('\nskipped ')
})

test('list, --dry-run, the run and its JSON report count the same cases', async () => {
  const patterns = ['create.after-refused', 'list.empty']
  const report = ['--reporter', 'spec', '--reporter', 'json=report.json']
  const cwd = folder()
  const flags = [...patterns, ...(await at())]
  const listed = await conform(['list', ...patterns], { cwd })
  const dry = await conform(['run', ...flags, '--dry-run'], { cwd })
  const { stdout } = await conform(['run', ...flags, ...report], { cwd })
  expect(listed.stdout).toMatch(/ 2 cases +a create after a refused[^]*\n\n3 cases\n$/)
  expect(dry.stdout).toMatch(/\ncases {6}3: /)
  expect(stdout).toMatch(/^3 cases at [^]*\n3 cases, /)
  const { results } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as { results: readonly unknown[] }
  expect(results).toHaveLength(3)
})

test('the embedded server gives credentials and another group, so few cases are skipped', async () => {
  const { stdout } = await conform(['run', 'isolation.*', '--dry-run'], { cwd: folder() })
  expect(stdout).not.toContain('\nskipped ')
})

test('the estimated requests are within a quarter of those of a run', async () => {
  const flags = [
    'create.*',
    'property.flags',
    'property.page-number',
    'property.create-accepts[SLACK]',
    ...(await at()),
  ]
  const dry = await conform(['run', ...flags, '--dry-run'], { cwd: folder() })
  const real = await conform(['run', ...flags], { cwd: folder() })
  const [expected, sent] = [numberAfter(dry.stdout, /\nrequests {3}about /), numberAfter(real.stdout, /passed; /)]
  expect(Math.abs(expected / sent - 1)).toBeLessThan(0.25)
})

test('a time rests on the stated rate, or is a range by the time of an answer', async () => {
  const flags = ['run', 'create.*', '--dry-run', ...(await at())]
  expect(time((await conform([...flags, '--rate', '500/m'], { cwd: folder() })).stdout)).toMatch(
    /^about \d+ s at 8\.33\/s$/,
  )
  expect(time((await conform(flags, { cwd: folder() })).stdout)).toMatch(
    /^about \d+ s if an answer takes 1 ms, about \d+ s if it takes 100 ms$/,
  )
})

test('--dry-run with a budget tells about what the run then leaves out', async () => {
  const flags = ['create.*', 'property.page-number', '--budget', '60r', ...(await at())]
  const leftOut = /([\d,]+ cases) left out/
  const dry = await conform(['run', ...flags, '--dry-run'], { cwd: folder() })
  const told =
    /\nbudget {5}60 requests: about (\d+) cases left out[^\n]*\n {11}of the \d+ known faults [^\n]* finds \d+\n/
  const real = await conform(['run', ...flags], { cwd: folder() })
  const [expected, actual] = [told.exec(dry.stdout)?.[1], Number.parseInt(leftOut.exec(real.stdout)?.[1] ?? '', 10)]
  expect(Math.abs(Number(expected) / actual - 1)).toBeLessThan(0.25)
})

test('--dry-run with a budget of time tells what fits at a fast and at a slow target, or at the stated rate', async () => {
  const flags = ['run', 'create.*', '--dry-run', '--budget', '5s', ...(await at())]
  const { stdout } = await conform(flags, { cwd: folder() })
  expect(stdout).toMatch(/\nbudget {5}5 s if an answer takes 1 ms: nothing left out\n/)
  expect(stdout).toMatch(/\nbudget {5}5 s if an answer takes 100 ms: about \d+ cases left out/)
  const paced = await conform([...flags, '--rate', '120/m'], { cwd: folder() })
  expect(paced.stdout).toMatch(/\nbudget {5}5 s at 2\/s: about \d+ cases left out/)
})
