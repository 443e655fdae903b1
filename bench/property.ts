import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CONFORM } from './contestants.ts'
import { type Command, median, runOnce, usageOf } from './measure.ts'
import { startServer } from './server-process.ts'
import { table } from './tables.ts'
import { writePropertyContract } from './workload/conform-contract.ts'
import { laneId } from './workload/drawn-item.ts'

/** Measures the cost of a generated request against plain fast-check, one at a time and in sixteen lanes. */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    few: { type: 'string', default: '1600' },
    many: { type: 'string', default: '16000' },
  },
})
const [few, many] = [Number(options.few), Number(options.many)]
const folder = mkdtempSync(join(tmpdir(), 'conformance-bench-'))
const server = await startServer()
try {
  const rows: string[][] = []
  for (const lanes of [1, 16]) {
    const rates = await compare(lanes)
    rows.push([
      `${lanes} at a time`,
      ...rates.map((rate) => `${Math.round(rate)}/s`),
      `${((rates[1] ?? 0) / (rates[0] ?? 1)).toFixed(2)}×`,
    ])
  }
  process.stdout.write(`${table(['generated requests', 'fc.assert', 'conform', 'ratio'], rows)}\n`)
  const [less, more] = [await usageOf(conform(16, few)), await usageOf(conform(16, 100_000))]
  process.stdout.write(
    `memory: ${Math.round(less?.peak ?? 0)} MB at ${few} requests, ${Math.round(more?.peak ?? 0)} MB at 100,000\n`,
  )
} finally {
  server.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Requests per second of both, from the extra time of extra requests, so that the start does not count. */
async function compare(lanes: number): Promise<readonly number[]> {
  const contestants = [(count: number) => alone(lanes, count), (count: number) => conform(lanes, count)]
  const walls = contestants.map(() => ({ few: [] as number[], many: [] as number[] }))
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const [index, command] of contestants.entries()) {
      walls[index]?.few.push(await timed(command(few)))
      walls[index]?.many.push(await timed(command(many)))
    }
  }
  return walls.map((wall) => ((many - few) / (median(wall.many) - median(wall.few))) * 1000)
}

async function timed(command: Command): Promise<number> {
  const { wall, status, output } = await runOnce(command)
  if (status !== 0) throw new Error(`ended with ${status}: ${output}`)
  process.stderr.write('.')
  return wall
}

function alone(lanes: number, count: number): Command {
  const script = fileURLToPath(new URL('workload/assert-loop.js', import.meta.url))
  return { args: [script, server.origin, String(count), String(lanes)] }
}

function conform(lanes: number, count: number): Command {
  const contract = join(folder, String(lanes))
  writePropertyContract(contract, lanes)
  const groups = Array.from({ length: lanes }, (_, index) => ['--group-id', laneId(index)]).flat()
  const runs = ['--runs', String(Math.round(count / lanes)), '--seed', '1']
  return { args: [CONFORM, 'run', '--quiet', '--contract', contract, '--target', server.origin, ...groups, ...runs] }
}
