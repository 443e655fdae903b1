import type { Contract } from '../contract/contract.ts'
import { drawCase } from './draw-case.ts'
import { openProperty } from './open-property.ts'
import { MOST_PAGES } from './page-limit.ts'
import type { Validators } from '../contract/validators.ts'
import type { DrawnCase, PlannedCase, PlannedStep } from './planned-case.ts'

/** How many requests some cases are going to send. */
export interface Estimate {
  /** Where all goes well. */
  readonly expected: number
  /** Where all goes as badly as it can. */
  readonly most: number
}

export interface Estimating {
  readonly contract: Contract
  readonly validators: Validators
  /** Values a property. */
  readonly runs: number
  /** Requests that one property may spend on making a counterexample smaller. */
  readonly shrinking: number
}

/** Counts what cases will send, set-ups, looks and clean-ups among it; requests that a 429 makes wait are counted once. */
export async function estimateRequests(cases: readonly PlannedCase[], estimating: Estimating): Promise<Estimate> {
  let [expected, most] = [0, 0]
  for (const planned of cases) {
    const once = estimateOnce(planned, estimating.contract)
    const examples = await examplesOf(planned, estimating)
    expected += once.expected * examples
    most += once.most * examples + (planned.property === undefined ? 0 : estimating.shrinking + once.most)
  }
  return { expected, most }
}

async function examplesOf(
  { property, seed }: PlannedCase,
  { contract, validators, runs }: Estimating,
): Promise<number> {
  if (property === undefined) return 1
  return property.path === undefined
    ? Math.max(runs, (await openProperty(property, { seed }, { contract, validators })).boundaries)
    : 1
}

/** The expected pages of one walk, as a count. */
const PAGES = 4

/** Each claimed key is removed once at most, and each step may have a list and a read before and after it. */
function estimateOnce(planned: PlannedCase, contract: Contract): Estimate {
  const drawn: DrawnCase = drawCase(planned, contract)
  const claimed = new Set([...planned.given.absent, ...planned.given.configured, ...planned.given.beside])
  const steps = drawn.steps.map(estimateStep)
  const fixed = drawn.setUps.length + claimed.size
  return {
    expected: fixed + sum(steps.map(({ expected }) => expected)),
    most: fixed + planned.given.otherAbsent.length + sum(steps.map(({ most }) => most)),
  }
}

function estimateStep({ walk, twin, snapshots, then }: PlannedStep): Estimate {
  const branches = then.map(estimateStep)
  const own = twin === undefined ? 0 : 1
  const [looks, mostLooks] = snapshots ? [3, 4] : [0, 0]
  return {
    // What was looked at after one step is known before the next.
    expected: own + looks + (walk === undefined ? 1 : PAGES) + (branches[0]?.expected ?? 0),
    most: own + mostLooks + (walk === undefined ? 1 : MOST_PAGES) + Math.max(0, ...branches.map(({ most }) => most)),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
