import type { Contract } from '../contract/contract.ts'
import { buildPayload } from '../draw/body/payload.ts'
import type { Example } from '../draw/property-source.ts'
import { planHistory, withDrawnBody } from './plan-history.ts'
import { fillSteps } from './fill-steps.ts'
import { chosenOf } from './vary-request.ts'
import { planStep, type StepPlanning } from './plan-step.ts'
import type { DrawnCase, PlannedCase } from './planned-case.ts'

/**
 * The set-ups and steps of a case, drawn from its seed: equal at each call. `example` is the drawn value of a property; without an
 * example, the drawn parts have no value.
 */
export function drawCase(planned: PlannedCase, contract: Contract, example?: Example): DrawnCase {
  const { property, steps } = planned
  const drawn = drawnOf(planned, contract)
  if (example === undefined || property === undefined) return drawn
  const planning = { ...planningOf(planned, contract), example }
  if (property.history !== undefined)
    return { setUps: drawn.setUps, steps: planHistory(planned, example, planningOf(planned, contract)) }
  return {
    setUps: drawn.setUps,
    steps:
      property.forall?.part === 'body'
        ? fillSteps(drawn.steps, {
            example,
            variations: chosenOf(property.forall.variations, example.variations),
            contract,
          })
        : steps.map((step) => planStep(step, planning)),
  }
}

/**
 * A cache: an estimate, the state of a batch and the run each ask for a case. Examples of a property share their set-ups, and examples of
 * a body also share their steps except for the body.
 */
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
    steps: steps.map((step, index) => planStep(withDrawnBody(step), { ...planning, index })),
  }
}

/** The inputs for planning the steps of a case. */
export function planningOf({ values, seed, given, property }: PlannedCase, contract: Contract): StepPlanning {
  return {
    values: new Map(Object.entries(values)),
    contract,
    seed,
    given,
    ...(property?.forall === undefined ? {} : { forall: property.forall }),
  }
}
