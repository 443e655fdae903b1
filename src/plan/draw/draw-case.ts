import type { Contract } from '../../contract/contract.ts'
import { buildPayload } from '../../draw/body/payload.ts'
import type { Example } from '../../draw/property-source.ts'
import { planHistory, withDrawnBody } from './plan-history.ts'
import { fillSteps } from './fill-steps.ts'
import { chosenOf } from './vary-request.ts'
import { planStep, type StepPlanning } from './plan-step.ts'
import type { DrawnCase, PlannedCase } from '../planned-case.ts'

/**
 * The set-ups and steps of a case, drawn from its seed: equal at each call. `example` is the drawn value of a property; without an
 * example, the drawn parts have no value.
 */
export function drawCase(planned: PlannedCase, contract: Contract, example?: Example): DrawnCase {
  if (example === undefined || planned.property === undefined) return drawnOf(planned, contract)
  // A batch and the run of the example each ask for it.
  const last = filled.get(example)
  if (last?.planned === planned) return last.drawn
  const drawn = { setUps: drawnOf(planned, contract).setUps, steps: stepsOf(planned, contract, example) }
  filled.set(example, { planned, drawn })
  return drawn
}

const filled = new WeakMap<Example, { readonly planned: PlannedCase; readonly drawn: DrawnCase }>()

function stepsOf(planned: PlannedCase, contract: Contract, example: Example): DrawnCase['steps'] {
  const { history, forall } = planned.property ?? {}
  if (history !== undefined) return planHistory(planned, example, planningOf(planned, contract))
  if (forall?.part === 'body') {
    const variations = chosenOf(forall.variations, example.variations)
    return fillSteps(drawnOf(planned, contract).steps, { example, variations, contract })
  }
  const planning = { ...planningOf(planned, contract), example }
  return planned.steps.map((step) => planStep(step, planning))
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
