import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CONFORM } from '../contestants.ts'
import type { Files } from './files.ts'
import type { Outcome } from './outcome.ts'
import { runTool } from './run-tool.ts'
import type { ServerUnderTest } from './server-under-test.ts'

interface Report {
  readonly verdict: string
  readonly results: readonly { readonly id: string; readonly status: string }[]
}

/**
 * Runs `conform run --bail 1` to its first failure. All its requests count: also those that shrink a counterexample, those in
 * flight, and the clean-up.
 */
export async function fireConform(
  server: ServerUnderTest,
  files: Files,
  options: readonly string[],
): Promise<Omit<Outcome, 'tool' | 'fault'>> {
  const file = join(files.folder, 'report.json')
  const args = [CONFORM, 'run', '--config', files.runConfig, '--target', server.url, '--seed', '1', '--bail', '1']
  args.push('--quiet', '--reporter', `json=${file}`, ...options)
  rmSync(file, { force: true })
  const { status, seconds, output } = await runTool(process.execPath, args, files.folder)
  const requests = (await server.arrivals()).length
  if (!existsSync(file)) {
    if (status === undefined) return { found: false, requests, seconds }
    throw new Error(`conform run ends with ${status} and writes no report: ${output}`)
  }
  const { verdict, results } = JSON.parse(readFileSync(file, 'utf8')) as Report
  const failed = results.find((result) => result.status === 'fail')
  return { found: verdict === 'violates', requests, seconds, ...(failed === undefined ? {} : { by: failed.id }) }
}
