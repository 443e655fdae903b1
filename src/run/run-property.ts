import { openProperty } from '../plan/open-property.ts'
import type { PlannedCase, PlannedProperty } from '../plan/planned-case.ts'
import { replayExample } from '../draw/follow-path.ts'
import type { Example, PropertySource } from '../draw/property-source.ts'
import type { Session } from './session.ts'
import { type Attempt, createAttempt } from './attempt.ts'
import { isMust, newFindings, signatureOf, type Tried } from './property-findings.ts'
import { cleanUp } from './clean-up.ts'
import { claimedBy, reasonToSkip, runCase, type Running } from './run-case.ts'
import { shrinkExample } from './shrink-example.ts'

/** After a failure the rest is still tried, for what else is wrong; until so many in a row have shown nothing new. */
const IDLE = 12

/** A case that is to hold for every value of a kind: tried with boundaries, then with random values, one after another. */
export async function runProperty(planned: PlannedCase, running: Running): Promise<Attempt> {
  const { lane, session } = running
  const property = planned.property
  const gathered = createAttempt(lane, [])
  gathered.skipped = reasonToSkip(planned, lane)
  if (gathered.skipped !== undefined || property === undefined) return gathered
  const source = await openProperty(property, planned, session)
  const known = new Set<string>()
  try {
    await tryExamples({ planned, source, property, running, known, gathered })
  } finally {
    for (const key of claimedBy(planned)) gathered.touched.add(key)
    await cleanUp(planned, gathered, { session, keep: [] })
  }
  return gathered
}

interface Trying extends Adopting {
  readonly source: PropertySource
  readonly gathered: Attempt
}

async function tryExamples(trying: Trying): Promise<void> {
  const { planned, source, property, running, known, gathered } = trying
  const { session } = running
  let idle = 0
  let tried = 0
  for (const example of examplesOf(source, property, session)) {
    if (session.signal.aborted) gathered.inconclusive ??= 'the run was interrupted'
    if (gathered.inconclusive !== undefined || idle >= IDLE) break
    tried += 1
    const attempt = await runCase(planned, { ...running, example, keep: true })
    const fresh = newFindings(attempt, example, known)
    idle = fresh.length === 0 && gathered.counterexample !== undefined ? idle + 1 : 0
    for (const requirement of attempt.judged) gathered.judged.add(requirement)
    if (fresh.length > 0) await adopt(gathered, { example, attempt, fresh }, trying)
    if (!fresh.some(isMust)) gathered.inconclusive ??= attempt.inconclusive
    // Somebody else has configured there what it needs.
    if (attempt.skipped !== undefined && gathered.findings.length === 0) gathered.skipped = attempt.skipped
    if (attempt.skipped !== undefined) break
  }
  if (tried === 0)
    gathered.inconclusive ??= `there is no example ${property.path ?? ''} of ${planned.id} with this seed`
}

/** Of what has few values, a flag say, each is tried once. */
function* examplesOf(
  source: PropertySource,
  { drawing, path }: PlannedProperty,
  { runs, share }: Session,
): Iterable<Example> {
  if (path !== undefined) {
    const only = replayExample(source, path)
    if (only !== undefined) yield only
    return
  }
  const tried = new Set<unknown>()
  const values = Math.max(source.boundaries, runs)
  // One that has fewer values than there are shares has one for each of them.
  for (let index = share.part % values; index < values; index += share.of) {
    const example = source.example(index)
    if (drawing.part !== 'body' && tried.size === tried.add(JSON.stringify(example.value)).size) continue
    yield example
  }
}

interface Adopting {
  readonly planned: PlannedCase
  readonly property: PlannedProperty
  readonly running: Running
  readonly known: Set<string>
}

/** Takes over what an example showed: shrunk first, where it is the first to break a must. */
async function adopt(gathered: Attempt, tried: Tried, adopting: Adopting): Promise<void> {
  const { planned, property, running, known } = adopting
  const sentIt = tried.attempt.drawnExchange !== undefined
  const first = gathered.counterexample === undefined && sentIt && tried.fresh.some((one) => one.level !== 'observe')
  const alone = property.path !== undefined
  const smallest = first && !alone ? await shrinkExample(planned, tried, running) : { ...tried, shrinks: 0 }
  for (const finding of smallest.fresh) known.add(signatureOf(finding, smallest.example))
  const offset = gathered.exchanges.length
  const shown = smallest.fresh.some(({ level }) => level !== 'observe')
  if (shown) gathered.exchanges.push(...smallest.attempt.exchanges)
  for (const { exchange, ...finding } of smallest.fresh)
    gathered.findings.push({ ...finding, ...(exchange === undefined || !shown ? {} : { exchange: offset + exchange }) })
  if (!first) return
  const sent = smallest.attempt.drawnExchange
  gathered.counterexample = {
    example: smallest.example,
    shrinks: smallest.shrinks,
    declared: await declared(planned, smallest.example, running.session),
    exchange: sent === undefined ? undefined : offset + sent,
  }
}

/** The case with this example as a declared one; what writes it is loaded where a property has failed. */
async function declared(planned: PlannedCase, example: Example, { contract }: Session): Promise<string> {
  const { declareCase } = await import('../plan/declare-case.ts')
  return declareCase(planned, example, contract)
}
