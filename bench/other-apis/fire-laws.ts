import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONFORM } from '../contestants.ts'
import { runTool } from '../verdict/run-tool.ts'
import type { Measured } from './measured.ts'
import type { Subject } from './subject.ts'

interface Report {
  readonly results: readonly { readonly id: string; readonly status: string }[]
}

/** Runs `conform run --openapi` at a server, and returns the laws that fail. */
export async function fireLaws({
  subject,
  url,
  folder,
}: {
  readonly subject: Subject
  readonly url: string
  readonly folder: string
}): Promise<Pick<Measured, 'failures' | 'warnings' | 'seconds'>> {
  const config = join(folder, 'conform.config.yaml')
  const report = join(folder, 'report.json')
  writeFileSync(config, JSON.stringify({ principals: subject.principals }))
  const args = [CONFORM, 'run', ...lawArguments(subject, { url, config }), '--quiet', '--reporter', `json=${report}`]
  const { status, seconds, output } = await runTool(process.execPath, args, folder)
  if (!existsSync(report)) throw new Error(`conform run ends with ${status} and writes no report: ${output}`)
  const { results } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const idsOf = (wanted: string): readonly string[] =>
    results.flatMap(({ id, status: is }) => (is === wanted ? [id] : []))
  return { failures: idsOf('fail'), warnings: idsOf('warn'), seconds }
}

/** The flags of a run at a subject. */
export function lawArguments(
  { document, write, scopes, otherScopes = {} }: Subject,
  { url, config }: { readonly url: string; readonly config: string },
): readonly string[] {
  const fixed = ['--openapi', document, '--target', url, '--config', config]
  return fixed.concat(
    write.flatMap((name) => ['--write', name]),
    Object.entries(scopes).flatMap(([name, value]) => ['--scope', `${name}=${value}`]),
    Object.entries(otherScopes).flatMap(([name, value]) => ['--other-scope', `${name}=${value}`]),
  )
}
