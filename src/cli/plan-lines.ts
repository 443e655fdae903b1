import { plainText } from '../../reporters/plain-text.ts'
import { duration, grouped } from '../../reporters/wording.ts'
import type { Settings } from '../config/settings.ts'
import { estimateRequests } from '../plan/estimate.ts'
import { onlyReads } from '../plan/writes.ts'
import { DEFAULT_RUNS } from '../run/run-plan.ts'
import { SHRINKING } from '../run/shrink-example.ts'
import type { RunFlags } from './flags.ts'
import type { Planned } from './plan-from-flags.ts'

/** Returns the plan of a run as labelled lines: groups, cases, written types, estimated requests. */
export async function planLines(
  { cases, bundle }: Planned,
  { groups, otherGroup, rate, start }: Settings,
  { runs }: Pick<RunFlags, 'runs'>,
): Promise<readonly string[]> {
  const reading = cases.filter((planned) => onlyReads(planned, bundle.contract))
  const keys = new Set(cases.flatMap(({ given }) => [...given.absent, ...given.configured, ...given.beside]))
  const { expected, most } = await estimateRequests(cases, {
    contract: bundle.contract,
    validators: bundle.validators,
    runs: runs === undefined ? DEFAULT_RUNS : Number(runs),
    shrinking: SHRINKING,
  })
  const other =
    otherGroup === undefined
      ? ''
      : `; ${otherGroup} is ${keys.size === 0 ? 'read' : 'read, and members that appear there are removed'}`
  const time = rate === undefined ? '' : `; ${duration((expected / rate) * 1000)} at ${rate}/s`
  return [
    ...(start === undefined ? [] : [plainText(`start      ${start}`)]),
    plainText(`groups     ${groups.join(', ') || 'groups of the embedded server'}${other}`),
    `cases      ${grouped(cases.length)}: ${grouped(reading.length)} only read, ${grouped(cases.length - reading.length)} write`,
    `writes     ${keys.size === 0 ? 'nothing' : `${[...keys].join(', ')}; types that are already configured stay unchanged`}`,
    `requests   about ${grouped(expected)}, at most ${grouped(most)}${time}`,
  ]
}
