import type { Contract } from '../contract/contract.ts'
import { buildPayload } from '../draw/body/payload.ts'
import type { Example } from '../draw/property-source.ts'
import { fillSteps } from './fill-steps.ts'
import { planStep, type StepPlanning } from './plan-step.ts'
import type { DrawnCase, PlannedCase } from './planned-case.ts'

/**
 * What a case sends and expects, drawn from its seed: the same at each call. A property is given the example that it is tried with;
 * without one, what would be drawn has no value.
 */
export function drawCase(planned: PlannedCase, contract: Contract, example?: Example): DrawnCase {
  const { property, steps } = planned
  const drawn = property === undefined ? drawOnce(planned, contract) : drawnOf(planned, contract)
  if (example === undefined || property === undefined) return drawn
  const planning = { ...planningOf(planned, contract), example }
  return {
    setUps: drawn.setUps,
    steps:
      property.forall.part === 'body' ? fillSteps(drawn.steps, example) : steps.map((step) => planStep(step, planning)),
  }
}

/** All examples of a property have the same set-ups, and those of a body the same steps but for the body. */
const known = new WeakMap<PlannedCase, DrawnCase>()

function drawnOf(planned: PlannedCase, contract: Contract): DrawnCase {
  const drawn = known.get(planned) ?? drawOnce(planned, contract)
  known.set(planned, drawn)
  return drawn
}

function drawOnce(planned: PlannedCase, contract: Contract): DrawnCase {
  const { given, payload, seed, steps } = planned
  const planning = planningOf(planned, contract)
  const body = (key: string): Readonly<Record<string, unknown>> => buildPayload(contract, { key, payload, seed })
  return {
    setUps: [
      ...given.configured.map((key) => ({ key, body: body(key) })),
      ...given.beside.map((key) => ({ key, body: body(key), beside: true as const })),
    ],
    steps: steps.map((step) => planStep(step, planning)),
  }
}

/** What the steps of a case are planned with. */
export function planningOf({ values, seed, given, property }: PlannedCase, contract: Contract): StepPlanning {
  return {
    values: new Map(Object.entries(values)),
    contract,
    seed,
    given,
    ...(property === undefined ? {} : { forall: property.forall }),
  }
}
