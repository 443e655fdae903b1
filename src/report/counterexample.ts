import { historyOf } from '../draw/history/history.ts'
import { brokenText, type Example } from '../draw/property-source.ts'
import type { Attempted } from './attempted.ts'
import type { Counterexample } from './attempted.ts'
import { differencesOf } from '../json/difference.ts'
import { unescape } from '../json/references.ts'
import { type Evidence, maskValue, toEvidence } from '../secrets/evidence.ts'
import type { ReportedCounterexample, ReportedDifference, ReportedStep } from './reported-counterexample.ts'
import { MASK } from '../secrets/mask-text.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Variation } from '../suite/suite.ts'

/** The place of a counterexample in a report. */
interface Reporting {
  readonly target: string
  readonly secrets: Secrets
  /** The requirements that the case itself expects. Of other requirements the broken rule and the twin are no evidence. */
  readonly expected: readonly string[]
}

/** A counterexample with all secrets masked. */
export function reportCounterexample(
  { example, shrinks, variations, declared, exchange, finding, steps }: Counterexample,
  { exchanges, findings }: Pick<Attempted, 'exchanges' | 'findings'>,
  { target, secrets, expected }: Reporting,
): ReportedCounterexample {
  const { name } = example
  const value = shownValue(example)
  const isExpected = expected.includes(findings[finding]?.requirement ?? '')
  const { broken, twin } = isExpected ? example : {}
  const sent = exchange === undefined ? undefined : exchanges[exchange]
  return {
    ...(broken === undefined ? {} : { broken: brokenText(broken) }),
    finding,
    name,
    shrinks,
    ...(variations.length === 0 ? {} : { sentWith: variations.flatMap(partsOf).map((part) => secrets.mask(part)) }),
    value: maskValue(value, secrets),
    ...(sent === undefined ? {} : { request: toEvidence(sent, target, secrets).request }),
    ...(twin === undefined
      ? {}
      : {
          twin: {
            value: maskValue(twin, secrets),
            difference: maskedDifferences(value, twin, secrets),
          },
        }),
    ...(steps === undefined
      ? {}
      : {
          steps: exchanges
            .slice(steps.from, steps.from + steps.count)
            .map((one) => toStep(toEvidence(one, target, secrets))),
        }),
    ...(declared === undefined ? {} : { case: secrets.mask(declared) }),
  }
}

/** The differences of two values. Two masks look the same, so the lengths of secrets are told beside them. */
export function maskedDifferences(value: unknown, twin: unknown, secrets: Secrets): readonly ReportedDifference[] {
  return differencesOf(value, twin).map(({ at, from, to }) => {
    const [shownFrom, shownTo] = [from, to].map((side) => maskValue(side, secrets))
    return {
      at,
      ...(from === undefined ? {} : { from: shownFrom }),
      ...(to === undefined ? {} : { to: shownTo }),
      ...(shownFrom === MASK && typeof from === 'string' ? { fromLength: Array.from(from).length } : {}),
      ...(shownTo === MASK && typeof to === 'string' ? { toLength: Array.from(to).length } : {}),
    }
  })
}

/** The parts of a variation, in words. */
function partsOf({ query = {}, headers = {}, as, transfer }: Variation): readonly string[] {
  return [
    ...Object.entries(query).map(([name, value]) => `query ${name}=${String(unescape(value))}`),
    ...Object.entries(headers).map(([name, value]) =>
      value === null ? `no header ${name}` : `header ${name}: ${String(unescape(value))}`,
    ),
    ...(as === undefined ? [] : [`the credentials of ${as}`]),
    ...(transfer === undefined ? [] : [transfer === 'chunked' ? 'a body in chunks' : 'a body in pieces']),
  ]
}

/** The value; of a history, its steps with the bodies that they send. */
function shownValue(example: Example): unknown {
  if (example.cut === undefined) return example.value
  return historyOf(example).map(({ body, ...step }) => (body === undefined ? step : { ...step, body: body.value }))
}

/** The shown characters of the body of a step. */
const SHOWN = 200

/** The step of an exchange. */
export function toStep({ request: { method, url, as, differs, body }, response }: Evidence): ReportedStep {
  return {
    method,
    url,
    ...(as === undefined ? {} : { as }),
    ...(differs === undefined ? {} : { differs }),
    ...(body === undefined ? {} : { body: body.length > SHOWN ? `${body.slice(0, SHOWN - 1)}…` : body }),
    ...(response === undefined ? {} : { status: response.status }),
  }
}
