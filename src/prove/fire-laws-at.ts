import { runLaws } from '../law/run-laws.ts'
import type { LawRun } from '../law/law-run.ts'
import type { PlannedLaw } from '../law/plan-laws.ts'
import { allRequirementsOfLaws } from '../law/requirements-of-laws.ts'
import { contractOfLaws } from '../law/session/contract-of-laws.ts'
import { createSecrets } from '../secrets/secrets.ts'
import type { Assignment } from './assignment.ts'
import type { FiringResult } from './firing-result.ts'
import type { KnownServer, StartedScene } from './known-server.ts'
import { countingTarget, targetOf } from './scene-target.ts'
import { createTally, type Tally } from './tally.ts'

/** A contract of resources that is fired at known servers. */
export interface LawContext extends Pick<LawRun, 'document' | 'model' | 'declared' | 'seed'> {
  readonly planned: readonly PlannedLaw[]
}

/** Fires the laws and cases of an assignment at a server. */
export async function fireLawsAt(
  server: KnownServer,
  assignment: Assignment,
  context: LawContext,
): Promise<FiringResult> {
  const scene = await server.open()
  const { model, planned } = context
  const contract = contractOfLaws(model, allRequirementsOfLaws(planned))
  const cases = new Map(planned.map((one) => [one.planned.id, one.planned]))
  const tally = createTally(server, { bundle: { contract }, cases })
  const named = new Set<string>()
  const firing = { context, scene, tally, named }
  try {
    await fireRows(assignment.first, 'end', firing)
    if (assignment.until === 'end' || !tally.isKilled()) await fireRows(assignment.then, assignment.until, firing)
    return { ...tally.result(), left: Math.max(0, (scene.left?.() ?? 0) - named.size) }
  } finally {
    await scene.close()
  }
}

interface Firing {
  readonly context: LawContext
  readonly scene: StartedScene
  readonly tally: Tally
  /** The members that reports name as left behind. */
  readonly named: Set<string>
}

async function fireRows(
  rows: readonly string[],
  until: Assignment['until'],
  { context, scene, tally, named }: Firing,
): Promise<void> {
  if (rows.length === 0) return
  const ids = new Set(rows)
  const interruption = new AbortController()
  const secrets = createSecrets()
  const { group, otherGroup, principals = {}, clock } = scene
  const scopes = Object.keys(context.model.scopes)
  const at = (value: string): Readonly<Record<string, string>> =>
    Object.fromEntries(scopes.map((name) => [name, value]))
  const events = runLaws({
    ...context,
    target: countingTarget(targetOf(scene), tally.sent),
    principals,
    scopes: at(group),
    ...(otherGroup === undefined ? {} : { otherScopes: at(otherGroup) }),
    mayWrite: () => true,
    selects: (id) => ids.has(id),
    level: 'must',
    secrets,
    signal: interruption.signal,
    ...(clock === undefined ? {} : { clock }),
  })
  for await (const event of events) {
    if (event.type === 'report') {
      tally.ended(event)
      for (const one of event.leftBehind ?? []) named.add(one)
    }
    if (event.type === 'result') tally.note(event.result, secrets)
    if (until === 'kill' && tally.isKilled()) interruption.abort()
  }
}
