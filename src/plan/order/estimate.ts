import { triesRepeats } from '../../draw/drawing.ts'
import { UndrawableSchema } from '../../draw/undrawable-schema.ts'
import { countValues, type PropertySource } from '../../draw/property-source.ts'
import type { Contract } from '../../contract/contract.ts'
import { BATCH, type BatchForm, batchForm, sharedState } from './batch-form.ts'
import { drawCase } from '../draw/draw-case.ts'
import { openProperty } from '../draw/open-property.ts'
import { MOST_PAGES } from './page-limit.ts'
import type { HistoryDrawing } from '../../draw/history/history.ts'
import { tourLength } from '../../draw/history/tour.ts'
import type { Validators } from '../../contract/validators.ts'
import type { BatchSharing } from './order.ts'
import type { DrawnCase, PlannedCase, PlannedStep, PlannedTogether } from '../planned-case.ts'

/** The count of requests that cases send. */
export interface Estimate {
  /** The count if all cases pass. */
  readonly expected: number
  /** The highest possible count. */
  readonly most: number
}

/** The inputs of an estimate. */
export interface Estimating {
  readonly contract: Contract
  readonly validators: Validators
  /** Random values per property; undefined for the default of each property. */
  readonly runs: number | undefined
  /** The most requests for shrinking one counterexample. */
  readonly shrinking: number
}

/** The estimate of one case. */
export interface CaseEstimate {
  readonly planned: PlannedCase
  /** The state that cases of a batch share; see `sharedState`. */
  readonly state: string | undefined
  /** The values of a property, as a count: 0 for a property that is skipped. 1 for a declared case. */
  readonly values: number
  /** The expected requests of one value, or of a declared case, that has its set-up and its snapshots for itself. */
  readonly alone: number
  /** The expected requests that a batch shares, and those of each value or row in a batch. */
  readonly batch: number
  readonly each: number
  /** The expected requests of the whole case among all cases. */
  readonly expected: number
  /** The highest possible count for the whole case. */
  readonly most: number
}

/** Estimates the requests of cases, including set-ups, snapshots and clean-ups. Repetitions after a 429 are not counted. */
export async function estimateCases(
  cases: readonly PlannedCase[],
  estimating: Estimating,
): Promise<readonly CaseEstimate[]> {
  const rows = new Map<string | undefined, number>()
  for (const planned of cases) {
    const state = sharedState(planned, estimating.contract)
    rows.set(state, (rows.get(state) ?? 0) + 1)
  }
  const estimates: CaseEstimate[] = []
  for (const planned of cases) {
    const once = estimateOnce(planned, estimating.contract)
    const values = await examplesOf(planned, estimating)
    const state = sharedState(planned, estimating.contract)
    const isShared = values > 1 || (state !== undefined && (rows.get(state) ?? 0) > 1)
    const { batch, each } = estimateBatch(planned, estimating.contract)
    const expected = (isShared ? batch / BATCH + each : once.expected) * values + beyond(planned, values)
    const shrinking = planned.property === undefined ? 0 : estimating.shrinking + once.most
    estimates.push({
      planned,
      state,
      values,
      alone: once.expected,
      batch,
      each,
      expected,
      most: once.most * values + shrinking,
    })
  }
  return estimates
}

/** The estimates of all cases together. */
export function sumEstimates(estimates: readonly CaseEstimate[]): Estimate {
  return {
    expected: Math.round(sum(estimates.map(({ expected }) => expected))),
    most: sum(estimates.map(({ most }) => most)),
  }
}

async function examplesOf(
  { property, seed }: PlannedCase,
  { contract, validators, runs }: Estimating,
): Promise<number> {
  if (property === undefined || property.path !== undefined) return 1
  try {
    const source = await openProperty(property, { seed }, { contract, validators })
    const values = countValues(source, runs)
    return triesRepeats(property.drawing) ? values : countDistinct(source, values)
  } catch (error) {
    // Such a property is skipped.
    if (error instanceof UndrawableSchema) return 0
    throw error
  }
}

/** The count of different values among the first ones of a property. */
function countDistinct(source: PropertySource, values: number): number {
  return new Set(Array.from({ length: values }, (_, index) => JSON.stringify(source.example(index).value))).size
}

/** The expected pages of one walk, as a count. */
const PAGES = 4

/**
 * The requests that one attempt at a case is expected to send; of a property, with one value.
 * @param value the index of the value; the first histories are tours, which are longer
 */
export function expectedRequests(planned: PlannedCase, contract: Contract, value = Infinity): number {
  return estimateOnce(planned, contract, value).expected
}

/** The requests of one attempt: one delete per claimed key, and up to two snapshots per step, each a list and a read. */
export function estimateOnce(planned: PlannedCase, contract: Contract, value = Infinity): Estimate {
  const history = planned.property?.drawing
  if (history?.part === 'history') return estimateHistory(history, value)
  const drawn: DrawnCase = drawCase(planned, contract)
  const claimed = new Set([...planned.given.absent, ...planned.given.configured, ...planned.given.beside])
  const steps = drawn.steps.map(estimateStep)
  const fixed = drawn.setUps.length + claimed.size
  const { rounds = 1 } = planned
  return {
    expected: rounds * (fixed + sum(steps.map(({ expected }) => expected))),
    most: rounds * (fixed + planned.given.otherAbsent.length + sum(steps.map(({ most }) => most))),
  }
}

/** The requests of tours beyond those of other histories. */
function beyond({ property }: PlannedCase, values: number): number {
  const history = property?.drawing
  if (history?.part !== 'history' || property?.path !== undefined) return 0
  const tours = Array.from({ length: Math.min(values, history.tours ?? 0) }, (_, index) => tourLength(history, index))
  return sum(tours.map((length) => Math.max(0, length - history.length)))
}

/** One request a step, and one delete for about half of the keys. */
function estimateHistory(history: HistoryDrawing, value: number): Estimate {
  const { keys, tours = 0, twoGroups } = history
  const length = value < tours ? tourLength(history, value) : history.length
  const groups = twoGroups ? 2 : 1
  return { expected: length + Math.ceil(keys.length / 4) * groups, most: length + keys.length * groups }
}

/** The expected requests of one of many examples or rows, which share set-ups, snapshots and twins in batches. */
export function estimateShared(planned: PlannedCase, contract: Contract): number {
  const { batch, each } = estimateBatch(planned, contract)
  return batch / BATCH + each
}

/**
 * Returns what a case shares with others of a batch. A declared case shares its state, and a property all but the
 * value with its other values.
 */
export function sharingOf(planned: PlannedCase, contract: Contract): BatchSharing | undefined {
  const state = planned.property === undefined ? sharedState(planned, contract) : planned.id
  if (state === undefined) return undefined
  const { batch, each, form } = estimateBatch(planned, contract)
  return batch === 0 ? undefined : { state, each: form === 'side by side' ? each * BESIDE : each }
}

/**
 * The cost of a request that goes out beside others of its batch, as a share of one that has to wait for the others. It takes less time, and
 * counts in full for a limit of requests. So this lies between an eighth and 1: at 0.3, 2,000 requests find fewer faults.
 */
const BESIDE = 0.5

/** The expected requests that the examples or rows of a batch share, and those of each of them. */
function estimateBatch(planned: PlannedCase, contract: Contract): BatchEstimate {
  if (planned.property?.history !== undefined) return { batch: 0, each: estimateOnce(planned, contract).expected }
  const drawn = drawCase(planned, contract)
  const areExamples = planned.property !== undefined
  const form = batchForm([drawn], contract, { areExamples })
  if (form === undefined) return { batch: 0, each: estimateOnce(planned, contract).expected }
  const { absent, configured, beside } = planned.given
  // The set-up of a property stays from batch to batch.
  const fixed = areExamples ? 0 : drawn.setUps.length + configured.length + beside.length
  const compared = drawn.steps.some((step) => step.snapshots) ? SNAPSHOT[form] : 0
  // The state of an empty group is known.
  const snapshots = configured.length + beside.length === 0 ? compared : 2 * compared
  if (form === 'in turn') {
    const steps = drawn.steps.map((step) => estimateStep({ ...step, snapshots: false }).expected)
    return { batch: fixed + snapshots, each: sum(steps) + absent.length, form }
  }
  const twins = drawn.steps.some(({ twin }) => twin !== undefined) ? TWINS * (1 + absent.length) : 0
  return { batch: fixed + snapshots + twins, each: 1, form }
}

interface BatchEstimate extends Pick<CaseEstimate, 'batch' | 'each'> {
  /** Undefined for a case that shares nothing. */
  readonly form?: BatchForm
}

/** The requests of a snapshot of a batch: a list, and a read of a key that all requests share. */
const SNAPSHOT = { 'side by side': 2, 'in turn': 1 } as const
/** The twins of a batch that no earlier batch has sent, as a count. */
const TWINS = 1

function estimateStep({ walk, together, twin, snapshots, then }: PlannedStep): Estimate {
  if (together !== undefined) return estimateMoment(together)
  const branches = then.map(estimateStep)
  const own = twin === undefined ? 0 : 1
  const [reads, mostReads] = snapshots ? [3, 4] : [0, 0]
  return {
    // The snapshot after a step is also the snapshot before the next step.
    expected: own + reads + (walk === undefined ? 1 : PAGES) + (branches[0]?.expected ?? 0),
    most: own + mostReads + (walk === undefined ? 1 : MOST_PAGES) + Math.max(0, ...branches.map(({ most }) => most)),
  }
}

/** The requests of a moment; afterwards a list of each group, and a read of each key that the moment may have written. */
function estimateMoment(together: readonly PlannedTogether[]): Estimate {
  const written = together.filter(({ request: { operation, key } }) => key !== undefined && operation !== 'read')
  const scopes = new Set(written.map(({ request }) => request.scope))
  const keys = new Set(written.map(({ request }) => `${request.scope ?? ''} ${request.key ?? ''}`))
  const count = together.length + scopes.size + keys.size
  return { expected: count, most: count }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
