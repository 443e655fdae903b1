import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT } from '../contestants.ts'
import { readBaseline } from './baseline.ts'
import type { Files } from './files.ts'
import { type Failure, failuresIn } from './schemathesis-events.ts'
import type { Outcome } from './outcome.ts'
import { type Ended, runTool } from './run-tool.ts'
import type { ServerUnderTest } from './server-under-test.ts'

/** The program, and the number of examples for each operation; by default its own. */
export interface Schemathesis {
  readonly program: string
  readonly maxExamples?: number
  /** The file of the failures that it reports about the reference. */
  readonly baseline: string
}

/**
 * Runs Schemathesis to its first failure that is not in the baseline. Only the requests up to the one that fails count, and it
 * need not shrink.
 */
export async function fireSchemathesis(
  server: ServerUnderTest,
  files: Files,
  tool: Schemathesis,
): Promise<Omit<Outcome, 'tool' | 'fault'>> {
  const { events, ended } = await run(server, files, { tool, options: ['--max-failures', '1'] })
  const arrivals = await server.arrivals()
  const known = new Set(readBaseline(tool.baseline).map(nameOf))
  const first = failuresIn(events).find((failure) => !known.has(nameOf(failure)))
  const found = ended.status === 1
  const at = found && first !== undefined ? arrivals.indexOf(first.id) + 1 : 0
  return {
    found,
    requests: at > 0 ? at : arrivals.length,
    seconds: ended.seconds,
    ...(found && first !== undefined ? { by: `${first.operation}: ${first.check}` } : {}),
  }
}

/** Adds the failures that Schemathesis reports about the reference to its baseline. */
export async function accuseReference(
  server: ServerUnderTest,
  files: Files,
  { tool, seed }: { readonly tool: Schemathesis; readonly seed: number },
): Promise<{ readonly requests: number; readonly seconds: number }> {
  const options = ['--continue-on-failure', '--baseline-update']
  const { ended } = await run(server, files, { tool, seed, options })
  if (ended.status === undefined) throw new Error('schemathesis takes too long at the reference')
  return { requests: (await server.arrivals()).length, seconds: ended.seconds }
}

interface Call {
  readonly tool: Schemathesis
  readonly options: readonly string[]
  readonly seed?: number
}

async function run(
  server: ServerUnderTest,
  { folder, schemathesisConfig }: Files,
  { tool, options, seed = 1 }: Call,
): Promise<{ readonly events: string; readonly ended: Ended }> {
  const file = join(folder, 'events.ndjson')
  const document = join(PROJECT, 'specs/integrations/openapi.yaml')
  const args = ['--config-file', schemathesisConfig, 'run', document, '--url', server.url, '--checks', 'all']
  args.push('--seed', String(seed), '--no-shrink', '--no-color', '--generation-database', 'none')
  args.push('--baseline', tool.baseline, '--report', 'ndjson', '--report-ndjson-path', file, ...options)
  if (tool.maxExamples !== undefined) args.push('--max-examples', String(tool.maxExamples))
  rmSync(file, { force: true })
  const ended = await runTool(tool.program, args, folder)
  if (ended.status !== undefined && ended.status > 1)
    throw new Error(`schemathesis ends with ${ended.status}: ${ended.output}`)
  return { events: existsSync(file) ? readFileSync(file, 'utf8') : '', ended }
}

function nameOf({ operation, check, failure }: Omit<Failure, 'id'>): string {
  return [operation, check, failure].join(' ')
}
