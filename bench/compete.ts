import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Contestant } from './contestants.ts'
import { type Command, median, runOnce, type Usage, usageOf } from './measure.ts'
import type { LocalServer } from './server-process.ts'

/** The results of one contestant at one number of cases. Times are medians in milliseconds. */
export interface Score {
  readonly name: string
  readonly count: number
  readonly wall: number
  /** The best run, which other load of the machine disturbs least. */
  readonly fastest: number
  readonly first: number
  readonly runs: number
  readonly usage?: Usage
  /** The reason why there are no figures. */
  readonly failed?: string
}

export interface Rules {
  readonly runs: number
  readonly sizes: readonly number[]
  readonly server: LocalServer
  readonly folder: string
}

/** A contestant whose run takes longer, in milliseconds, has no second run and no run that measures memory. */
const TOO_LONG = 20_000

/** Runs all contestants at all sizes in rounds, so that a disturbance affects all of them. */
export async function compete(contestants: readonly Contestant[], rules: Rules): Promise<readonly Score[]> {
  const scores: Score[] = []
  for (const count of rules.sizes) {
    const entries = await Promise.all(
      contestants.map((contestant, index) => enter(contestant, { ...rules, count, index })),
    )
    for (let round = 0; round < rules.runs; round += 1) {
      for (const entry of entries) await takeTurn(entry, rules.server)
    }
    for (const entry of entries) scores.push(await conclude(entry, count))
  }
  return scores
}

interface Entry {
  readonly name: string
  readonly command: Command
  readonly walls: number[]
  readonly firsts: number[]
  failed?: string
}

async function enter(contestant: Contestant, rules: Rules & { count: number; index: number }): Promise<Entry> {
  const folder = join(rules.folder, `${rules.count}-${rules.index}`)
  mkdirSync(folder, { recursive: true })
  const command = await contestant.prepare({ origin: rules.server.origin, count: rules.count, folder })
  return { name: contestant.name, command, walls: [], firsts: [] }
}

async function takeTurn(entry: Entry, server: LocalServer): Promise<void> {
  if (entry.failed !== undefined || tooLong(entry.walls)) return
  process.stderr.write('.')
  const { wall, first, status, output } = await runOnce(entry.command, server)
  if (status !== 0) entry.failed = `ended with ${status}: ${output.slice(-300)}`
  entry.walls.push(wall)
  if (first !== undefined) entry.firsts.push(first)
}

async function conclude({ name, command, walls, firsts, failed }: Entry, count: number): Promise<Score> {
  const again = failed === undefined && !tooLong(walls)
  const usage = again ? await usageOf(command) : undefined
  return {
    name,
    count,
    wall: median(walls),
    fastest: Math.min(...walls),
    first: median(firsts),
    runs: walls.length,
    ...(usage === undefined ? {} : { usage }),
    ...(failed === undefined ? {} : { failed }),
  }
}

function tooLong(walls: readonly number[]): boolean {
  return walls.some((wall) => wall > TOO_LONG)
}
