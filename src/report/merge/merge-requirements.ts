import { withinBudget } from '../budget-text.ts'
import type { BudgetLimit } from '../budget-report.ts'
import type { OperationStatus, RequirementResult, RequirementStatus, Result } from '../report.ts'
import type { ShardOfRun } from './shard-of-run.ts'

/** The inputs of `mergeRequirements`. */
interface RequirementMerging {
  readonly shards: readonly ShardOfRun[]
  /** The results of all shards, in the order of the plan. */
  readonly results: readonly Result[]
  /** The budget of all shards together. */
  readonly budget: BudgetLimit | undefined
}

/** The statuses of requirements after all shards: one answer in any shard verifies or violates. */
export function mergeRequirements({ shards, results, budget }: RequirementMerging): readonly RequirementResult[] {
  const byShard = shards.map(({ requirements }) => new Map(requirements.map((one) => [one.id, one])))
  const declared = new Map<string, string[]>()
  const broken = new Map<string, string[]>()
  for (const { id, requirements, findings } of results) {
    for (const requirement of requirements) note(declared, requirement, id)
    for (const requirement of new Set(findings.map((finding) => finding.requirement))) note(broken, requirement, id)
  }
  const owners = new Map(shards.flatMap(({ results: own }, index) => own.map(({ id }) => [id, index] as const)))
  const order = operationsIn(shards)
  return (shards[0]?.requirements ?? []).map((first) => {
    const all = byShard.map((requirements) => requirements.get(first.id) ?? first)
    const cases = declared.get(first.id) ?? []
    const owner = owners.get(cases[0] ?? '')
    const merged = mostTelling(all, owner === undefined ? undefined : all[owner]) ?? first
    const operations = mergeOperations(all, order)
    const { reason } = merged
    return {
      ...merged,
      cases: [...new Set([...cases, ...(broken.get(first.id) ?? [])])],
      ...(operations === undefined ? {} : { operations }),
      ...(reason === undefined ? {} : { reason: ofWholeBudget(reason, shards[0]?.budget, budget) }),
    }
  })
}

function note(map: Map<string, string[]>, key: string, id: string): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [id])
  else known.push(id)
}

/** The statuses, the most telling first. */
const RANKS: readonly RequirementStatus[] = ['violated', 'coming', 'verified', 'observed', 'unverified', 'excluded']

/** The most telling of the statuses. Without any answer, the shard of the first case tells the reason. */
function mostTelling(
  all: readonly RequirementResult[],
  owner: RequirementResult | undefined,
): RequirementResult | undefined {
  const status = RANKS.find((rank) => all.some((one) => one.status === rank))
  return owner?.status === status ? owner : all.find((one) => one.status === status)
}

function mergeOperations(
  all: readonly RequirementResult[],
  order: readonly string[],
): Readonly<Record<string, OperationStatus>> | undefined {
  const known = all.flatMap(({ operations }) => (operations === undefined ? [] : [operations]))
  if (known.length === 0) return undefined
  return Object.fromEntries(
    order.flatMap((operation) => {
      const statuses = known.flatMap((statusesOf) => statusesOf[operation] ?? [])
      const [first] = statuses
      return first === undefined ? [] : [[operation, statuses.includes('violated') ? 'violated' : first]]
    }),
  )
}

/** The operations of all requirements, in the order of the requirement with the most of them. */
function operationsIn(shards: readonly ShardOfRun[]): readonly string[] {
  const lists = shards.flatMap(({ requirements }) => requirements.map(({ operations = {} }) => Object.keys(operations)))
  return [...new Set(lists.toSorted((one, other) => other.length - one.length).flat())]
}

/** A reason that names the budget of one shard, with the budget of all. */
function ofWholeBudget(reason: string, own: BudgetLimit | undefined, all: BudgetLimit | undefined): string {
  return own !== undefined && all !== undefined && reason === withinBudget(own) ? withinBudget(all) : reason
}
