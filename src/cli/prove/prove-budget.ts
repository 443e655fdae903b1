import { renderCutProof } from '../../../reporters/proof/cut-proof.ts'
import { budgetText } from '../../../reporters/text/budget.ts'
import { BUDGET, measured } from '../../config/measures.ts'
import type { KnownKills } from '../../plan/order/known-kill.ts'
import type { Portion } from '../../plan/order/portion.ts'
import type { Assignment } from '../../prove/assignment.ts'
import { concludeByNeed, concludeCut } from '../../prove/cut-proof.ts'
import { FOLDS, foldsOf, withoutFold } from '../../prove/folds.ts'
import { killsOf, mergeKills } from '../../prove/merge-kills.ts'
import type { FiringResult } from '../../prove/firing-result.ts'
import type { BudgetLimit } from '../../report/budget-report.ts'
import { fireAssignments } from './fire-assignments.ts'
import type { Firing } from './fire-and-conclude.ts'
import type { ProveFlags } from '../flags/flags.ts'
import { livingKills, orderFrom, publishedKills, writePublishedOrder } from './published-order.ts'

/**
 * Carries out `conform prove --budget`: fires a cut run at each fault, and prints how many of the faults it finds. With `--folds`, the
 * order of each third of the faults rests on the other two thirds. With `--update`, each fault gets the cut run to its end, and the
 * kills become part of the record.
 */
export async function proveBudget(flags: ProveFlags, firing: Firing): Promise<number> {
  const budget = measured('--budget', flags.budget ?? '', BUDGET)
  const kills = livingKills(publishedKills(firing.record, firing.bundle), firing.bundle)
  const faults = firing.servers.flatMap(({ id, kind, outOfReach }) =>
    kind === 'fault' && outOfReach === undefined ? [id] : [],
  )
  if (flags.update === true) return updateKills(faults, kills, { firing, budget })
  const order = orderFrom(kills, firing.bundle)
  const results = flags.folds === true ? [] : await fireCut(faults, { firing, budget, order })
  const whole = flags.folds === true ? [] : concludeByNeed(results, firing.servers)
  const folds = flags.folds === true ? await fireFolds(faults, kills, { firing, budget }) : []
  process.stdout.write(renderCutProof(budgetText(budget), [...whole, ...folds]))
  return 0
}

interface Cutting {
  readonly firing: Firing
  readonly budget: BudgetLimit
}

async function updateKills(faults: readonly string[], kills: KnownKills, cutting: Cutting): Promise<number> {
  const { bundle, record } = cutting.firing
  const results = await fireCut(faults, { ...cutting, order: orderFrom(kills, bundle), probe: true })
  const probed = Object.fromEntries(results.map(({ server, probed: own = [] }) => [server, own]))
  await writePublishedOrder(mergeKills(mergeKills(kills, probed), killsOf(record)), bundle)
  return 0
}

async function fireFolds(
  faults: readonly string[],
  kills: KnownKills,
  cutting: Cutting,
): Promise<readonly ReturnType<typeof concludeCut>[]> {
  const folds = foldsOf(Object.keys(kills))
  const found: ReturnType<typeof concludeCut>[] = []
  const all: FiringResult[] = []
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const order = orderFrom(withoutFold(kills, fold), cutting.firing.bundle)
    const held = faults.filter((fault) => folds.get(fault) === fold)
    const results = await fireCut(held, { ...cutting, order })
    all.push(...results)
    found.push(concludeCut(`held-out third ${fold + 1}`, results))
  }
  return [...found, concludeCut('all held-out thirds', all)]
}

interface Firings extends Cutting {
  readonly order: readonly Portion[]
  readonly probe?: boolean
}

function fireCut(
  faults: readonly string[],
  { firing, budget, order, probe = false }: Firings,
): Promise<readonly FiringResult[]> {
  const { bundle, seed, threads, runs, cases } = firing
  const rows = cases.map(({ id }) => id)
  const assignments = faults.map((server): Assignment => ({
    server,
    first: [],
    then: rows,
    until: 'kill',
    runs,
    cut: { order, budget, probe },
  }))
  return fireAssignments(assignments, { bundle, seed, threads })
}
