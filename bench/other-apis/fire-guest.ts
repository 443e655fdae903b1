import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../verdict/run-tool.ts'
import { failuresIn } from '../verdict/schemathesis-events.ts'
import type { Subject } from './subject.ts'

/** Runs Schemathesis at a server with its default effort, all its checks and no shrinking, and returns what it reports. */
export async function fireGuest(
  program: string,
  { subject, url, folder }: { readonly subject: Subject; readonly url: string; readonly folder: string },
): Promise<{ readonly failures: readonly string[]; readonly seconds: number }> {
  const events = join(folder, 'events.ndjson')
  const config = join(folder, 'schemathesis.toml')
  const parameters = Object.entries(subject.scopes).map(([name, value]) => `"path.${name}" = "${value}"\n`)
  writeFileSync(config, parameters.length === 0 ? '' : `[parameters]\n${parameters.join('')}`)
  const args = ['--config-file', config, 'run', subject.document, '--url', url, '--checks', 'all', '--seed', '1']
  args.push('--no-shrink', '--no-color', '--continue-on-failure', '--generation-database', 'none')
  args.push('--report', 'ndjson', '--report-ndjson-path', events, ...subject.guestOptions)
  const { status, seconds, output } = await runTool(program, args, folder)
  if (status !== undefined && status > 1) throw new Error(`schemathesis ends with ${status}: ${output}`)
  const found = existsSync(events) ? failuresIn(readFileSync(events, 'utf8')) : []
  // The time of an answer depends on the machine, and shows no fault.
  const told = found.filter(({ check }) => check !== 'max_response_time')
  return { failures: [...new Set(told.map(({ operation, check }) => `${operation}: ${check}`))], seconds }
}
