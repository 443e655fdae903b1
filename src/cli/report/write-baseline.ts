import { existsSync, readFileSync } from 'node:fs'
import { plainLines, plainText } from '../../../reporters/text/plain-text.ts'
import { openSink } from '../../../reporters/sink.ts'
import { counted } from '../../../reporters/text/wording.ts'
import { DEFAULT_BASELINE, loadBaseline } from '../../config/load-baseline.ts'
import { renderBaseline } from '../../config/render-baseline.ts'
import type { Baseline, BaselineEntry } from '../../report/baseline.ts'
import { isJudged } from '../../report/failures.ts'
import type { Report } from '../../report/report.ts'
import { type BaselineUpdate, type NewEntry, updateBaseline } from '../../report/update-baseline.ts'
import { UserError } from '../../source/mistake.ts'
import { displayPath } from '../../source/read-text.ts'
import { shellWord } from '../../source/shell-word.ts'
import { calledAs } from '../shell/called-as.ts'
import type { BaselineFlags } from '../flags/flags.ts'
import { contractOfBaseline, planAny } from '../plan/plan-any.ts'
import { readCheckedReport } from './read-checked-report.ts'

/**
 * Runs `conform baseline`: writes the failures of a report into a new or existing baseline.
 * @throws UserError for a report or baseline that cannot be read, or a report of another contract.
 */
export async function writeBaseline(source: string | undefined, flags: BaselineFlags): Promise<void> {
  const report = await readCheckedReport(source)
  const planned = await planAny([], { ...flags, seed: '0' })
  const { config, allIds } = planned
  const contract = await contractOfBaseline(planned)
  checkReport(report, { name: source ?? 'the report', contract: contract.name })
  const file = flags.baseline ?? config.baseline ?? DEFAULT_BASELINE
  const existing = existsSync(file) ? loadBaseline(file, contract) : undefined
  const update = updateBaseline(existing?.entries ?? [], { ...report, planned: allIds })
  const text = existing === undefined ? undefined : readFileSync(file, 'utf8')
  const added = update.added.map((entry): NewEntry => ({ ...entry, message: plainText(entry.message) }))
  await write(file, renderBaseline(text, { ...update, added }, contract.name))
  process.stdout.write(
    `${plainLines(linesAbout(file, { existing, update, named: config.baseline }).join('\n')).join('\n')}\n`,
  )
}

function checkReport(report: Report, { name, contract }: { readonly name: string; readonly contract: string }): void {
  if (report.contract.name !== contract)
    throw new UserError(
      `${name} is of the contract "${plainText(report.contract.name)}", not of "${contract}"; name that contract with --contract, or its document with --openapi`,
    )
  if (!report.results.some(isJudged))
    throw new UserError(`${name} tells of no case that was judged (${plainText(report.reason ?? report.verdict)})`)
}

async function write(file: string, text: string): Promise<void> {
  try {
    const sink = openSink({ file }, { mask: (written) => written })
    sink.write(text)
    await sink.commit()
  } catch (cause) {
    throw new UserError((cause as Error).message, { cause })
  }
}

interface Written {
  readonly existing: Baseline | undefined
  readonly update: BaselineUpdate
  /** The file that the configuration names. */
  readonly named: string | undefined
}

function linesAbout(file: string, { existing, update, named }: Written): readonly string[] {
  const earlier = existing?.entries ?? []
  const { kept, added } = update
  const removed = earlier.filter((_, index) => !kept.has(index))
  const cases = [...kept.values(), ...added.map((entry) => entry.cases)].flat().length
  const counts = [`${added.length} added`, `${kept.size} kept`, `${removed.length} removed`].join(', ')
  return [
    `${displayPath(file)}: ${entriesText(kept.size + added.length)} for ${counted(cases, 'case')} (${counts})`,
    ...removed.map(({ id }) => `  removed: ${id}`),
    ...expiredLines(earlier.filter((_, index) => kept.has(index))),
    ...(added.length === 0 ? [] : ['  give each new entry a reason, an owner, a link and a day on which it expires']),
    ...(named === undefined
      ? [
          `  to use it: \`${calledAs()} run --baseline ${shellWord(file)}\`, or "baseline: ${file}" in the configuration`,
        ]
      : []),
  ]
}

function expiredLines(entries: readonly BaselineEntry[]): readonly string[] {
  const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length)
  return entries.flatMap(({ id, expires }) =>
    expires !== undefined && expires < today
      ? [`  expired on ${expires}, and still fails a run: ${id}; give it a later day by hand`]
      : [],
  )
}

function entriesText(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`
}
