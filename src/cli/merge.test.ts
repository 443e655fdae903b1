import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import { FORMATS } from '../../reporters/formats.ts'
import { readCheckedReport } from './report/read-checked-report.ts'
import type { Report } from '../report/report.ts'
import { conform, type Ended, folder, namesIn } from './conform.test-support.ts'

const GROUPS = [
  '64b1f0c2a9d3e45f67890ab0',
  '64b1f0c2a9d3e45f67890ab1',
  '64b1f0c2a9d3e45f67890ab2',
  '64b1f0c2a9d3e45f67890ab3',
]
const [OTHER, WHOLE] = ['64b1f0c2a9d3e45f67890abd', '64b1f0c2a9d3e45f67890abf']
/** No case of them refuses an update: whether one has shown a secret depends on what was sent before it in its shard. */
const CASES = ['create.twice', 'create.minimal', 'isolation.read', 'delete.*', 'query.page-number']

/** A server that answers a second create of SLACK with 200. */
async function served(): Promise<string> {
  const server = await createReference({
    groups: [...GROUPS, OTHER, WHOLE],
    overrides: (base) => ({
      create: (core, call) =>
        call.type === 'SLACK' && base.find(core, call.group, call.type) !== undefined
          ? { kind: 'page', status: 200, body: base.page(core, call) }
          : base.create(core, call),
    }),
  }).listen()
  onTestFinished(() => server.close())
  return server.url
}

const groupFlags = GROUPS.flatMap((group) => ['--group-id', group])

/** Runs a shard in a folder and writes its report there. */
async function fireShard(shard: string, cwd: string, flags: readonly string[]): Promise<Ended> {
  const file = `${shard.replace('/', '-of-')}.json`
  return conform(['run', '--shard', shard, '--reporter', `json=${file}`, ...flags], { cwd })
}

test('four shards run as four processes, and their merged report is that of one run', async () => {
  const [cwd, target] = [folder(), await served()]
  writeFileSync(join(cwd, 'conform.config.yaml'), `target: ${target}\notherGroupId: ${OTHER}\n`)
  const flags = ['--seed', '11', ...CASES]
  const shards = ['1/4', '2/4', '3/4', '4/4']
  const ended = await Promise.all(shards.map((shard) => fireShard(shard, cwd, [...groupFlags, ...flags])))
  for (const { status, stderr } of ended)
    expect([status, stderr]).toEqual([expect.toBeOneOf([0, 1]), expect.stringMatching(/^\S .*, shard \d\/4: .*\n$/)])
  await conform(['run', '--reporter', 'json=whole.json', '--group-id', WHOLE, ...flags], { cwd })
  const files = shards.map((shard) => `${shard.replace('/', '-of-')}.json`)
  const formats = Object.keys(FORMATS).filter((name) => name !== 'spec')
  const reporters = ['spec', ...formats.map((name) => `${name}=all.${name}`)]
  const merge = ['merge', ...files.toReversed(), ...reporters.flatMap((one) => ['--reporter', one])]
  const { status, stdout, stderr } = await conform(merge, { cwd })
  expect([status, stderr]).toEqual([1, ''])
  const [all, whole] = await Promise.all(['all.json', 'whole.json'].map((file) => readCheckedReport(join(cwd, file))))
  expect(comparable(all)).toEqual(comparable(whole))
  expect(all).not.toHaveProperty('shard')
  expect(stdout).toContain(`${all?.results.length} cases at ${target} (4 lanes, seed 11)\n`)
  expect(stdout).toContain('requirement violated in')
  for (const name of formats)
    expect(readFileSync(join(cwd, `all.${name}`), 'utf8')).toMatch(/second-create-conflicts|create\.twice|1 violation/)
  expect(readFileSync(join(cwd, 'all.junit'), 'utf8').match(/<testcase /g)?.length).toBe(all?.results.length)
  expect(namesIn(cwd)).toEqual(
    [...files, ...formats.map((name) => `all.${name}`), 'conform.config.yaml', 'whole.json'].toSorted(),
  )
  // Six processes share the machine with other tests.
}, 120_000)

function comparable(report: Report | undefined): unknown {
  const { results = [], causes = [], requirements, totals, verdict } = report ?? {}
  return {
    results: results.map(({ id, status, findings }) => [id, status, findings.map(({ cause }) => cause)]),
    causes: causes.map(({ id, level, results: cases, findings }) => ({ id, level, cases, findings })),
    requirements,
    totals,
    verdict,
  }
}

test('reports that do not make one run exit with 2 and a sentence', async () => {
  const cwd = folder()
  const [first] = await Promise.all(
    ['1/2', '2/2'].map((shard) => fireShard(shard, cwd, ['--seed', '3', 'create.twice'])),
  )
  expect(first?.status).toBe(0)
  const merge = async (...files: readonly string[]): Promise<unknown> => {
    const { status, stdout, stderr } = await conform(['merge', ...files], { cwd })
    return [status, stdout, stderr]
  }
  expect(await merge('1-of-2.json')).toEqual([2, '', 'the report of the shard 2/2 is missing\n'])
  expect(await merge('1-of-2.json', 'none.json')).toEqual([2, '', 'none.json cannot be read: there is no such file\n'])
  const report = JSON.parse(readFileSync(join(cwd, '2-of-2.json'), 'utf8')) as Report
  const foreign = { ...report, contract: { ...report.contract, version: '\u001b[31m9' } }
  writeFileSync(join(cwd, 'foreign.json'), JSON.stringify(foreign))
  writeFileSync(join(cwd, 'undated.json'), JSON.stringify({ ...report, startedAt: 'yesterday' }))
  expect(await merge('1-of-2.json', 'undated.json')).toEqual([
    2,
    '',
    expect.stringMatching(/^undated.json is not a report of this tool: \/startedAt must match format "date-time"; /),
  ])
  const sentence = `expected shards of one run; the contract version of 1-of-2.json is ${report.contract.version}, and that of foreign.json is \\x1b[31m9\n`
  expect(await merge('1-of-2.json', 'foreign.json')).toEqual([2, '', sentence])
})

test.each([
  [
    ['--shard', '5/4', '--seed', '1'],
    '--shard takes a shard from 1/1 to 999/999, such as 2/4, the second of four, not "5/4"\n',
  ],
  [['--shard', '2/4'], '--shard needs the seed that all shards of the run share; add --seed N\n'],
  [
    ['--shard', '2/3', '--seed', '1', ...groupFlags.slice(0, 4), '--target', 'http://127.0.0.1:1'],
    'shard 2/3 needs 3 groups, one for each shard; 2 are given. Name all of them in each shard\n',
  ],
  [
    ['--shard', '2/3', '--seed', '1', ...groupFlags, '--target', 'http://127.0.0.1:1', '--failed'],
    '--shard with --failed needs a report that all shards share; add --report FILE\n',
  ],
  [['--shard', '2/2', '--seed', '1', '--watch'], '--shard and --watch exclude each other'],
])('%j is a mistake', async (flags, message) => {
  const { status, stderr } = await conform(['run', 'create.twice', ...flags])
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)])
})

test('a shard works in its own group, and leaves the other group alone where no case needs it', async () => {
  const plan = async (shard: string): Promise<string> => {
    const cwd = folder()
    writeFileSync(join(cwd, 'conform.config.yaml'), `target: http://127.0.0.1:1\notherGroupId: ${OTHER}\n`)
    const flags = ['create.twice', 'isolation.*', '--seed', '1', '--dry-run', '--shard', shard, ...groupFlags]
    return (await conform(['run', ...flags], { cwd })).stdout
  }
  const [first, second] = await Promise.all(['1/2', '2/2'].map(plan))
  expect(first).toContain(`groups     ${GROUPS[0]}; ${OTHER} is read`)
  expect(second).toContain(`groups     ${GROUPS[1]}\nshard      2/2: `)
})
