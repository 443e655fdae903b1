import { UndrawableSchema } from '../draw/undrawable-schema.ts'
import { countValues, type Example } from '../draw/property-source.ts'
import { discover } from '../group/discover.ts'
import { openProperty } from '../plan/draw/open-property.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Portion } from '../plan/order/portion.ts'
import { type Attempt, createAttempt } from '../run/session/attempt.ts'
import { cleanUp } from '../run/step/clean-up.ts'
import { missingNeed } from '../run/session/missing-need.ts'
import { createLanes, createSession } from '../run/run.ts'
import { claimedBy, reasonToSkip, runCase } from '../run/case/run-case.ts'
import type { RunPlan } from '../run/session/run-plan.ts'
import type { Lane, Session } from '../run/session/session.ts'
import { withholdUnrecognised } from '../run/case/withhold-unrecognised.ts'

/** The first finding of a row at a server, and the requests that the row sent. */
export interface Probe {
  readonly row: string
  /** The index of the first value that is sent. */
  readonly from: number
  /** The count of values; 1 for a declared case. */
  readonly values: number
  readonly requests: number
  /** The first finding at the wanted level: the index of the value, and the number of the request in its attempt, from 1. */
  readonly kill?: { readonly value: number; readonly request: number }
}

/** The portions to probe, and the end of the probing. */
export interface Probing {
  readonly plan: RunPlan
  readonly portions: readonly Portion[]
  /** The lowest level of a finding that counts. */
  readonly level: 'must' | 'should'
  /** Counts the requests that were sent. */
  readonly sent: () => number
  /** True where no further portion is probed. */
  readonly isOver: (probes: readonly Probe[]) => boolean
}

/**
 * Fires portions in their order, and notes the first finding of each. Nothing is shrunk, repeated or reported: a pass over many
 * servers costs a tenth of so many runs.
 */
export async function probeServer({ plan, portions, level, sent, isOver }: Probing): Promise<readonly Probe[]> {
  const session = createSession(plan)
  const [lane] = createLanes(plan)
  if (lane === undefined) throw new Error('a probe needs a group')
  const cases = new Map(plan.cases.map((one) => [one.id, one]))
  const probes: Probe[] = []
  if ((await discover(lane.group, session)) !== undefined) return probes
  if (lane.other !== undefined) await discover(lane.other, session)
  for (const portion of portions) {
    const planned = cases.get(portion.id)
    if (planned === undefined || missingNeed(planned.needs, plan, lane) !== undefined) continue
    if (isOver(probes) || session.breaker.isOpen()) break
    probes.push(await probe(portion, planned, { session, lane, level, sent }))
  }
  return probes
}

interface Place extends Pick<Probing, 'level' | 'sent'> {
  readonly session: Session
  readonly lane: Lane
}

async function probe({ id, from, to }: Portion, planned: PlannedCase, place: Place): Promise<Probe> {
  const { session, lane, sent } = place
  const before = sent()
  let values = 0
  let kill: Probe['kill']
  const examples = await examplesOf(planned, { id, from, to }, session)
  for (const example of examples) {
    const attempt = await runCase(planned, { lane, session, ...(example === undefined ? {} : { example, keep: true }) })
    await withholdUnrecognised(planned, attempt, session)
    values += 1
    const first = firstFinding(attempt, place.level)
    if (first !== undefined) kill = { value: from + values - 1, request: (first.exchange ?? 0) + 1 }
    if (kill !== undefined || attempt.skipped !== undefined || session.breaker.isOpen()) break
  }
  if (planned.property !== undefined && reasonToSkip(planned, lane) === undefined)
    await cleanUp(planned, createAttempt(lane, claimedBy(planned)), { session, keep: [] })
  return { row: id, from, values, requests: sent() - before, ...(kill === undefined ? {} : { kill }) }
}

async function examplesOf(
  planned: PlannedCase,
  { from, to }: Portion,
  session: Session,
): Promise<readonly (Example | undefined)[]> {
  if (planned.property === undefined) return [undefined]
  try {
    const source = await openProperty(planned.property, planned, session)
    const end = Math.min(to ?? Infinity, countValues(source, session.runs))
    return Array.from({ length: Math.max(0, end - from) }, (_, index) => source.example(from + index))
  } catch (error) {
    if (error instanceof UndrawableSchema) return []
    throw error
  }
}

function firstFinding({ findings }: Attempt, wanted: Probing['level']): Attempt['findings'][number] | undefined {
  return findings.find(({ level }) => level === 'must' || (level === 'should' && wanted === 'should'))
}
