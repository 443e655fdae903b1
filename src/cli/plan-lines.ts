import { plainText } from '../../reporters/plain-text.ts'
import { counted, duration, grouped } from '../../reporters/wording.ts'
import type { Settings } from '../config/settings.ts'
import { estimateRequests } from '../plan/estimate.ts'
import { onlyReads } from '../plan/writes.ts'
import { DEFAULT_RUNS } from '../run/run-plan.ts'
import { SHRINKING } from '../run/shrink-example.ts'
import type { RunFlags } from './flags.ts'
import type { Planned } from './plan-from-flags.ts'

/** What a run is going to do, in a few lines with labels. */
export async function planLines(
  { cases, bundle }: Planned,
  { groups, otherGroup, rate }: Settings,
  { runs }: Pick<RunFlags, 'runs'>,
): Promise<readonly string[]> {
  const reading = cases.filter((one) => onlyReads(one, bundle.contract))
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
      : `; looks at ${otherGroup}${keys.size === 0 ? '' : ', and removes there what appears'}`
  const time = rate === undefined ? '' : `; at ${rate}/s ${duration((expected / rate) * 1000)}`
  return [
    plainText(`works in   ${groups.join(', ') || 'groups of its own'}${other}`),
    `fires      ${counted(cases.length, 'case')}: ${grouped(reading.length)} only read, ${grouped(cases.length - reading.length)} write`,
    `writes     ${keys.size === 0 ? 'nothing' : `${[...keys].join(', ')}; never one that is configured there already`}`,
    `sends      about ${grouped(expected)} requests, ${grouped(most)} at most${time}`,
  ]
}
