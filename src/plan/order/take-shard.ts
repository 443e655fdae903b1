import { createHash } from 'node:crypto'
import { UserError } from '../../source/mistake.ts'
import { estimateCases, type Estimating } from './estimate.ts'
import type { PlannedCase } from '../planned-case.ts'
import type { Portion } from './portion.ts'
import type { PlannedShard, Shard } from './shard.ts'
import { splitPlan } from './split-plan.ts'

/** The inputs of `takeShard`. */
export interface Taking extends Omit<Estimating, 'shrinking'> {
  /** All selected cases, in the order of the plan. */
  readonly cases: readonly PlannedCase[]
  /** The order of a run of all cases. */
  readonly order: readonly Portion[]
}

/** The cases of one shard. */
export interface ShardOfPlan {
  readonly cases: readonly PlannedCase[]
  readonly shard: PlannedShard
}

/**
 * Splits a plan and returns one of its shards. The split follows from the plan, its seed, the order and the count of shards alone.
 * @throws UserError for a shard without cases.
 */
export async function takeShard(
  { index, of }: Shard,
  { cases: whole, order, ...estimating }: Taking,
): Promise<ShardOfPlan> {
  const estimates = await estimateCases(whole, { ...estimating, shrinking: 0 })
  const shards = splitPlan({ estimates, order, of })
  const cases = shards[index - 1] ?? []
  if (cases.length > 0) return { cases, shard: { index, of, whole, plan: digest(whole, estimating) } }
  const most = shards.filter((one) => one.length > 0).length
  throw new UserError(
    `shard ${index}/${of} has no case, since the selected cases make ${most} ${most === 1 ? 'shard' : 'shards'}; give a smaller count of shards`,
  )
}

/** The part of a digest that tells plans apart, in hexadecimal digits. */
const DIGITS = 16

function digest(whole: readonly PlannedCase[], { runs }: Pick<Taking, 'runs'>): string {
  const hash = createHash('sha256').update(`${runs ?? 'default'}\n`)
  for (const { id, requirements } of whole) hash.update(`${JSON.stringify([id, requirements])}\n`)
  return hash.digest('hex').slice(0, DIGITS)
}
