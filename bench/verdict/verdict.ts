import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Contender, conformContenders, PLAIN_GUEST, schemathesisContender } from './contenders.ts'
import type { DrawnFault } from './draw-by-theme.ts'
import { drawFaults } from './draw-faults.ts'
import { writeFiles } from './files.ts'
import { installSchemathesis } from './install-schemathesis.ts'
import { keepOutcomes } from './kept-outcomes.ts'
import { learnBaseline } from './learn-baseline.ts'
import { startUnderTest } from './server-under-test.ts'
import { renderCommon, renderThemes, renderTools, renderWholeRuns } from './verdict-tables.ts'
import { measureWholeRuns } from './whole-runs.ts'

/** Measures the cost of a verdict: requests and seconds to the first failure beside Schemathesis, and whole runs. */
const { values: options } = parseArgs({
  options: {
    faults: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    larger: { type: 'string', default: '400' },
    retry: { type: 'string', default: '10' },
    keep: { type: 'string' },
    peers: { type: 'string', default: join(tmpdir(), 'conformance-bench-peers') },
  },
})

const wanted = (part: string): boolean => options.only === '' || options.only === part
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const folder = mkdtempSync(join(tmpdir(), 'conformance-bench-'))
const files = writeFiles(folder)
const kept = keepOutcomes(options.keep)
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(3))

const faults = await drawFaults(Number(options.faults), Number(options.seed))
if (wanted('conform')) for (const contender of conformContenders()) await fireAtAll(contender, faults)
if (wanted('schemathesis')) await fireGuest()
report()
if (wanted('whole')) print(renderWholeRuns(await measureWholeRuns(files)))

/** Each fault is a server of its own. */
async function fireAtAll({ name, fire }: Contender, chosen: readonly DrawnFault[]): Promise<void> {
  for (const { id } of chosen)
    await kept.measure(name, id, async () => {
      const server = await startUnderTest(files, { fault: id })
      try {
        return await fire(server, files)
      } finally {
        await server.close()
      }
    })
}

/** With more examples, it tries some of the faults that it misses with its default number. */
async function fireGuest(): Promise<void> {
  mkdirSync(options.peers, { recursive: true })
  const tool = installSchemathesis(options.peers)
  if ('reason' in tool) {
    print(`not there: schemathesis: ${tool.reason}`)
    return
  }
  const plain = await learnBaseline(files, { tool, seeds: [1, 2], ...keptBaseline('default') })
  await fireAtAll(schemathesisContender(plain), faults)
  const missed = new Set(kept.all().flatMap((one) => (one.tool === PLAIN_GUEST && !one.found ? [one.fault] : [])))
  const again = faults.filter(({ id }) => missed.has(id)).slice(0, Number(options.retry))
  if (again.length === 0) return
  const larger = { ...tool, maxExamples: Number(options.larger) }
  const learned = { tool: larger, seeds: [1], from: plain.baseline, ...keptBaseline(options.larger) }
  await fireAtAll(schemathesisContender(await learnBaseline(files, learned)), again)
}

function keptBaseline(name: string): { readonly keep?: string } {
  return options.keep === undefined ? {} : { keep: `${options.keep}.baseline-${name}.json` }
}

function report(): void {
  const outcomes = kept.all()
  const tools = [...new Set(outcomes.map(({ tool }) => tool))]
  process.stderr.write('\n')
  print(renderTools(tools, outcomes))
  print(renderThemes(tools, faults, outcomes))
  if (!tools.includes(PLAIN_GUEST)) return
  for (const tool of tools.filter((name) => name.startsWith('conform')))
    print(renderCommon([tool, PLAIN_GUEST], outcomes))
}
