import { run } from '../run/run.ts'
import type { RunPlan } from '../run/session/run-plan.ts'
import { createSecrets } from '../secrets/secrets.ts'
import type { Clock } from '../send/clock.ts'
import type { KnownKill } from '../plan/order/known-kill.ts'
import type { Assignment, Cut } from './assignment.ts'
import { probeServer } from './probe-server.ts'
import type { FiringResult } from './firing-result.ts'
import type { KnownServer, StartedScene } from './known-server.ts'
import { countingTarget, targetOf } from './scene-target.ts'
import { createTally, type Tally } from './tally.ts'
import type { WorkerContext } from './worker-context.ts'

/** Fires the rows of an assignment at a server. */
export async function fireServer(
  server: KnownServer,
  assignment: Assignment,
  context: WorkerContext,
): Promise<FiringResult> {
  const scene = await server.open()
  const tally = createTally(server, context)
  const firing = { assignment, context, scene, tally }
  try {
    if (assignment.cut?.probe === true)
      return { ...tally.result(), probed: await probeRows(assignment.cut, server, firing) }
    await fireRows(assignment.first, 'end', firing)
    if (assignment.until === 'end' || !tally.isKilled()) await fireRows(assignment.then, assignment.until, firing)
    return { ...tally.result(), ...(assignment.seed === undefined ? {} : { seed: assignment.seed }) }
  } finally {
    await scene.close()
  }
}

interface Firing {
  readonly assignment: Assignment
  readonly context: WorkerContext
  readonly scene: StartedScene
  readonly tally: Tally
}

async function fireRows(
  rows: readonly string[],
  until: Assignment['until'],
  { assignment, context, scene, tally }: Firing,
): Promise<void> {
  const cases = rows.flatMap((row) => context.cases.get(row) ?? [])
  if (cases.length === 0) return
  const { cut } = assignment
  const interruption = new AbortController()
  const secrets = createSecrets()
  const events = run({
    ...planFor(scene, context),
    target: countingTarget(targetOf(scene), tally.sent),
    cases,
    runs: assignment.runs,
    ...(assignment.share === undefined ? {} : { share: assignment.share }),
    ...(cut === undefined ? {} : { order: cut.order, budget: cut.budget }),
    secrets,
    signal: interruption.signal,
    onFindings: tally.found,
  })
  for await (const event of events) {
    if (event.type === 'report') tally.ended(event)
    if (event.type === 'result') tally.note(event.result, secrets)
    if (until === 'kill' && tally.isKilled()) interruption.abort()
  }
}

/** The kills of the portions that the budget has room for, and of the next ones until a first kill. */
async function probeRows(
  { order, budget: { requests: most = Infinity } }: Cut,
  { violates = '' }: KnownServer,
  { context, scene, assignment }: Firing,
): Promise<readonly KnownKill[]> {
  let requests = 0
  const target = countingTarget(targetOf(scene), () => void (requests += 1))
  const probes = await probeServer({
    plan: { ...planFor(scene, context), target, cases: [...context.cases.values()], runs: assignment.runs },
    portions: order,
    level: context.bundle.contract.requirements[violates]?.level === 'should' ? 'should' : 'must',
    sent: () => requests,
    isOver: () => requests >= most,
  })
  await target.close()
  return probes.flatMap(({ row, kill }) => (kill === undefined ? [] : [{ row, ...kill }]))
}

type Common = Omit<RunPlan, 'cases' | 'target' | 'runs' | 'share' | 'signal' | 'secrets'>

function planFor({ group, otherGroup, principals = {}, clock }: StartedScene, { bundle, seed }: WorkerContext): Common {
  return {
    contract: bundle.contract,
    validators: bundle.validators,
    invariants: bundle.suites.flatMap(({ invariants }) => invariants),
    groups: [group],
    ...(otherGroup === undefined ? {} : { otherGroup }),
    principals,
    seed,
    level: 'must',
    ...(clock === undefined ? {} : { clock: clock satisfies Clock }),
  }
}
