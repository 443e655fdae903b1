import type { Report, RequirementResult, Result } from '../../src/report/report.ts'
import { cut, plainText } from '../text/plain-text.ts'
import { groupBy, grouped, largestFirst, named } from '../text/wording.ts'
import type { Section } from './section.ts'

/** The most ids of a group. */
const IDS = 5
/** The longest id of a group, in characters. */
const LONGEST = 100

const HEADINGS = { inconclusive: 'Inconclusive', skip: 'Skipped' }

interface Showing {
  /** True for all reasons. */
  readonly verbose: boolean
}

/** The section about the cases with a status, by the reasons why they were not judged. */
export function reasonsSection(status: keyof typeof HEADINGS, { results }: Report, { verbose }: Showing): Section {
  const concerned = results.filter((result) => result.status === status)
  const groups = largestFirst(groupBy(concerned, ({ reason }) => reason ?? 'no reason'))
  const isLong = status === 'skip' && !verbose
  return {
    heading: `${HEADINGS[status]} (${concerned.length})`,
    lines: isLong ? firstReasons(groups, 1) : groups.map((group) => toLine(group, IDS)),
  }
}

/** The most reasons of a section without `--verbose`. */
const REASONS = 10

/** Reasons that name a flag or a key of the configuration: the reader can mend them. */
const MENDABLE = /--[a-z]|\bneeds\b|configured/

type Group = readonly [reason: string, entries: readonly (Result | RequirementResult)[]]

function toLine([reason, group]: Group, most: number): string {
  return `  ${group.length} × ${plainText(reason)}: ${idsOf(group, most)}`
}

/**
 * The lines of the first reasons, and the count of the rest. Reasons that the reader can mend come before the others.
 * @param most the ids of a line, as a count
 */
function firstReasons(groups: readonly Group[], most: number): readonly string[] {
  const lineOf = (group: Group): string => toLine(group, most)
  if (groups.length <= REASONS) return groups.map(lineOf)
  const isMendable = ([reason]: Group): boolean => MENDABLE.test(reason)
  const ordered = [...groups.filter(isMendable), ...groups.filter((group) => !isMendable(group))]
  const rest = ordered.slice(REASONS)
  const count = rest.reduce((sum, [, group]) => sum + group.length, 0)
  return [
    ...ordered.slice(0, REASONS).map(lineOf),
    `  ${grouped(count)} for ${grouped(rest.length)} more reasons; --verbose and the reports in files have all`,
  ]
}

/** The section about the requirements without a verdict, by their levels and reasons. */
export function unverifiedSection({ requirements, reason: end }: Report, { verbose }: Showing): Section {
  const gating = requirements.filter(({ level, status }) => level !== 'observe' && status !== 'excluded')
  const open = gating.filter(({ status }) => status === 'unverified')
  // The line of the verdict has the reason of an early end.
  const groups = groupBy(
    open,
    ({ level, reason = 'no reason' }) => `${level}, ${reason === `not reached: ${end}` ? 'not reached' : reason}`,
  )
  const byLevel = (['must', 'should'] as const).flatMap((level) =>
    largestFirst(groups.filter(([, [first]]) => first?.level === level)),
  )
  return {
    heading: `Requirements not verified (${open.length} of ${gating.length})`,
    lines: verbose ? byLevel.map((group) => toLine(group, IDS)) : firstReasons(byLevel, IDS),
  }
}

function idsOf(entries: readonly (Result | RequirementResult)[], most: number): string {
  return plainText(
    named(
      entries.map(({ id }) => cut(id, LONGEST)),
      most,
    ),
  )
}
