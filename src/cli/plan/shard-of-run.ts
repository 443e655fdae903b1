import { groupOfShard } from '../../config/check-groups.ts'
import type { Settings } from '../../config/settings.ts'
import { parseShard } from '../../config/units.ts'
import type { Shard } from '../../plan/order/shard.ts'
import { takeShard } from '../../plan/order/take-shard.ts'
import { needsOtherGroup } from '../../plan/order/writes.ts'
import { UserError } from '../../source/mistake.ts'
import type { RunFlags } from '../flags/flags.ts'
import { orderOfRun } from './order-of-run.ts'
import type { Planned } from './plan-from-flags.ts'

/** A plan, and the settings of the process that fires it. */
export interface ShardPart {
  readonly planned: Planned
  readonly settings: Settings
}

/**
 * The shard that `--shard` names; undefined without the flag.
 * @throws UserError for text that is no shard, and for flags with which the shards of a run would differ.
 */
export function askedShard({ shard, seed, watch, failed, report }: RunFlags): Shard | undefined {
  if (shard === undefined) return undefined
  const asked = parseShard(shard)
  if (asked === undefined)
    throw new UserError(`--shard takes a shard from 1/1 to 999/999, such as 2/4, the second of four, not "${shard}"`)
  if (seed === undefined) throw new UserError('--shard needs the seed that all shards of the run share; add --seed N')
  if (watch !== undefined)
    throw new UserError('--shard and --watch exclude each other; --watch runs the selected cases in one process')
  if (failed === true && report === undefined)
    throw new UserError('--shard with --failed needs a report that all shards share; add --report FILE')
  return asked
}

/**
 * Keeps only the cases and the group of a shard.
 * @throws UserError for a shard without a group or without a case.
 */
export async function shardOfRun(
  { planned, settings }: ShardPart,
  asked: Shard,
  runs: RunFlags['runs'],
): Promise<ShardPart> {
  const group = isOpen(settings) ? undefined : groupOfShard(settings.groups, asked)
  const { bundle } = planned
  const { cases, shard } = await takeShard(asked, {
    cases: planned.cases,
    order: orderOfRun({ bundle, cases: planned.cases }),
    contract: bundle.contract,
    validators: bundle.validators,
    runs: runs === undefined ? undefined : Number(runs),
  })
  const { otherGroup, ...rest } = settings
  return {
    planned: { ...planned, cases, shard },
    settings: {
      ...rest,
      groups: group === undefined ? [] : [group],
      // Shards that do not work in the other group leave it alone.
      ...(otherGroup !== undefined && cases.some(needsOtherGroup) ? { otherGroup } : {}),
    },
  }
}

/** True where no group is known: each shard has an embedded server of its own, or a variable is not set. */
function isOpen({ target, groups, unset = [] }: Settings): boolean {
  return groups.length === 0 && (target === undefined || unset.some(({ path }) => path[0] === 'groupId'))
}
