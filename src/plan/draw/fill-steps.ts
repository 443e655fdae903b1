import { bindExpectation } from '../../judge/bind-expectation.ts'
import type { Expectation } from '../../judge/judge.ts'
import { bodyOf } from './body-of.ts'
import type { Contract } from '../../contract/contract.ts'
import type { Variation } from '../../suite/suite.ts'
import { nameOf } from './plan-step.ts'
import { varyDrawn } from './vary-request.ts'
import type { PlannedRequest, PlannedStep } from '../planned-case.ts'
import type { Example } from '../../draw/property-source.ts'

/**
 * Puts an example of a body into steps planned without an example. Other drawn values may be anywhere in a request, so those requests are
 * planned again.
 */
export function fillSteps(steps: readonly PlannedStep[], filler: Filler): readonly PlannedStep[] {
  const { broken } = filler.example
  const filling = { ...filler, names: new Map([['place', broken === undefined ? '' : nameOf(broken)]]) }
  return steps.map((step) => fillStep(step, filling))
}

interface Filler {
  readonly example: Example
  /** The variations of the requests with the drawn body. Their twins have none. */
  readonly variations: readonly Variation[]
  readonly contract: Contract
}

interface Filling extends Filler {
  readonly names: ReadonlyMap<string, unknown>
}

function fillStep(step: PlannedStep, filling: Filling): PlannedStep {
  const { request, twin, expect, then } = step
  const { example } = filling
  // A case without a drawn invalid value names the mended words, and the rest of the request is unchanged.
  const mended = example.broken === undefined ? example : { value: example.twin }
  return {
    ...step,
    ...(request === undefined ? {} : { request: varied(fillRequest(request, example), filling) }),
    expect: fillExpectations(expect, filling),
    ...(twin === undefined
      ? {}
      : {
          twin: {
            ...twin,
            request: fillRequest(twin.request, mended),
            expect: fillExpectations(twin.expect, filling),
          },
        }),
    then: then.length === 0 ? then : then.map((branch) => fillStep(branch, filling)),
  }
}

function varied(request: PlannedRequest, { variations, contract }: Filler): PlannedRequest {
  if (request.drawn === undefined || variations.length === 0) return request
  return varyDrawn(request, variations, contract)
}

function fillRequest(request: PlannedRequest, example: Filled): PlannedRequest {
  const { drawn } = request
  if (drawn === undefined) return request
  const { broken } = example
  return { ...request, body: bodyOf(example), drawn: broken === undefined ? drawn : { ...drawn, broken } }
}

type Filled = Pick<Example, 'value' | 'bytes' | 'twin' | 'broken'>

/** Binds references to the broken place. References to later answers stay open. */
function fillExpectations(expectations: readonly Expectation[], { names }: Filling): readonly Expectation[] {
  if (!expectations.some(({ open }) => open === true)) return expectations
  return expectations.map((expectation) => bindExpectation(expectation, names))
}
