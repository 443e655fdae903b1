import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONFORM } from '../contestants.ts'
import { usageOf } from '../measure.ts'
import { now } from '../server-process.ts'
import type { Files } from './files.ts'
import { startUnderTest } from './server-under-test.ts'

/** A whole run at the reference. */
export interface WholeRun {
  readonly inFlight: number
  /** The time that the server adds to each answer, in milliseconds. */
  readonly latency: number
  readonly verdict: string
  readonly requests: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMb: number
}

const LATENCIES = [0, 5]
const IN_FLIGHT = [8, 1]

/** Measures whole runs, each with a server of its own. */
export async function measureWholeRuns(files: Files): Promise<readonly WholeRun[]> {
  const runs: WholeRun[] = []
  for (const latency of LATENCIES)
    for (const inFlight of IN_FLIGHT) runs.push(await measureWholeRun(files, { latency, inFlight }))
  return runs
}

async function measureWholeRun(
  files: Files,
  { latency, inFlight }: Pick<WholeRun, 'latency' | 'inFlight'>,
): Promise<WholeRun> {
  const server = await startUnderTest(files, { latency })
  const file = join(files.folder, 'whole.json')
  const options = ['--seed', '1', '--in-flight', String(inFlight), '--quiet', '--reporter', `json=${file}`]
  const args = [CONFORM, 'run', '--config', files.runConfig, '--target', server.url, ...options]
  const started = now()
  const usage = await usageOf({ args, cwd: files.folder })
  const seconds = (now() - started) / 1000
  const requests = (await server.arrivals()).length
  await server.close()
  const { verdict } = JSON.parse(readFileSync(file, 'utf8')) as { readonly verdict: string }
  const { cpu = Number.NaN, peak = Number.NaN } = usage ?? {}
  const run = { inFlight, latency, verdict, requests, seconds, cpuSeconds: cpu / 1000, peakMb: peak }
  process.stderr.write(`${JSON.stringify(run)}\n`)
  return run
}

/** The seconds of a run at another latency, along the line through two measured runs. */
export function secondsAt(latency: number, [fast, slow]: readonly [WholeRun, WholeRun]): number {
  const slope = (slow.seconds - fast.seconds) / (slow.latency - fast.latency)
  return fast.seconds + slope * (latency - fast.latency)
}

/** The minutes of a run that may send so many requests a minute. */
export function minutesAtRate(perMinute: number, { requests }: WholeRun): number {
  return requests / perMinute
}
