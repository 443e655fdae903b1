import { isLoopback } from '../../config/loopback.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { grouped, groupBy, roughly } from '../../../reporters/text/wording.ts'
import type { Settings } from '../../config/settings.ts'
import { type AssumedRate, budgetLines } from './budget-lines.ts'
import { foreseeSkips } from './foreseen-skips.ts'
import { estimateCases, sumEstimates } from '../../plan/order/estimate.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { keysToWriteIn, onlyReads } from '../../plan/order/writes.ts'
import { REMOTE_SHRINKING, SHRINKING } from '../../run/case/shrink-example.ts'
import type { RunFlags } from '../flags/flags.ts'
import type { Planned } from './plan-from-flags.ts'

/**
 * Returns the plan of a run as labelled lines: groups, cases by operation, written types, estimated requests and time, and what a
 * budget leaves out.
 */
export async function planLines(
  planned: Planned,
  settings: Settings,
  { runs }: Pick<RunFlags, 'runs'>,
): Promise<readonly string[]> {
  const { cases, bundle, shard } = planned
  const { target, groups, otherGroup, rate, start, budget, unset = [] } = settings
  const { running, lines: skipped } = foreseeSkips(cases, settings)
  const reading = cases.filter((one) => onlyReads(one, bundle.contract))
  const keys = new Set(cases.flatMap(keysToWriteIn))
  const estimates = await estimateCases(running, {
    contract: bundle.contract,
    validators: bundle.validators,
    runs: runs === undefined ? undefined : Number(runs),
    shrinking: target === undefined || isLoopback(target) ? SHRINKING : REMOTE_SHRINKING,
  })
  const { expected, most } = sumEstimates(estimates)
  const other =
    otherGroup === undefined
      ? ''
      : `; ${otherGroup} is ${keys.size === 0 ? 'read' : 'read; members of the run that appear there are removed, and no others'}`
  return [
    ...(start === undefined ? [] : [plainText(`start      ${start}`)]),
    plainText(`groups     ${groupsText({ groups, unset, ...(target === undefined ? {} : { target }) })}${other}`),
    ...(shard === undefined
      ? []
      : [`shard      ${shard.index}/${shard.of}: ${grouped(cases.length)} of ${grouped(shard.whole.length)} cases`]),
    `cases      ${grouped(cases.length)}: ${grouped(reading.length)} only read, ${grouped(cases.length - reading.length)} write`,
    ...skipped,
    ...topicLines(cases, Object.keys(bundle.contract.resource.operations)),
    `writes     ${keys.size === 0 ? 'nothing' : `${[...keys].join(', ')}; types that are already configured stay unchanged`}`,
    `requests   about ${grouped(expected)}, at most ${grouped(most)}`,
    `time       ${timeText(expected, rate, groups.length)}`,
    ...(budget === undefined
      ? []
      : budgetLines(planned, estimates, { budget, rates: assumedRates(rate, groups.length) })),
  ]
}

/** The counts of cases by the first segment of their ids, which is an operation or another topic. */
function topicLines(cases: readonly PlannedCase[], operations: readonly string[]): readonly string[] {
  const counts = groupBy(cases, ({ id }) => id.split('.')[0] ?? '').map(([topic, group]) => ({ topic, group }))
  const line = (label: string, own: typeof counts): readonly string[] =>
    own.length === 0 ? [] : [`${label}${own.map(({ topic, group }) => `${topic} ${grouped(group.length)}`).join(', ')}`]
  const ordered = operations.flatMap((operation) => counts.filter(({ topic }) => topic === operation))
  return [
    ...line('operations ', ordered),
    ...line(
      'topics     ',
      counts.filter(({ topic }) => !operations.includes(topic)),
    ),
  ]
}

/** The times of one answer that the range of an estimate rests on, in milliseconds. With them is the time that a run adds to each. */
const [FAST, SLOW] = [1, 100]
const OWN = 0.3

function timeText(requests: number, rate: number | undefined, groups: number): string {
  if (rate !== undefined) return `about ${roughly((requests / rate) * 1000)} at ${Math.round(rate * 100) / 100}/s`
  const lanes = Math.max(1, groups)
  const at = (answer: number): string => roughly((requests * (answer + OWN)) / lanes)
  return `about ${at(FAST)} if an answer takes ${FAST} ms, about ${at(SLOW)} if it takes ${SLOW} ms`
}

/** The rates that a time rests on: the stated one, or those of a fast and of a slow target. */
function assumedRates(rate: number | undefined, groups: number): readonly AssumedRate[] {
  if (rate !== undefined) return [{ condition: `at ${Math.round(rate * 100) / 100}/s`, perSecond: rate }]
  return [FAST, SLOW].map((answer) => ({
    condition: `if an answer takes ${answer} ms`,
    perSecond: (1000 / (answer + OWN)) * Math.max(1, groups),
  }))
}

function groupsText({ groups, target, unset = [] }: Pick<Settings, 'groups' | 'target' | 'unset'>): string {
  if (groups.length > 0) return groups.join(', ')
  const isUnset = unset.some(({ path }) => path[0] === 'groupId')
  return target !== undefined || isUnset ? 'not set' : 'groups of the embedded server'
}
