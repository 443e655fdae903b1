import { brokenText } from '../draw/property-source.ts'
import type { Attempted } from './attempted.ts'
import type { Counterexample } from './attempted.ts'
import { differencesOf } from '../json/difference.ts'
import { maskValue, toEvidence } from '../secrets/evidence.ts'
import type { ReportedCounterexample } from './report.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** The place of a counterexample in a report. */
interface Reporting {
  readonly target: string
  readonly secrets: Secrets
  /** The requirements that the case itself expects. Of other requirements the broken rule and the twin are no evidence. */
  readonly expected: readonly string[]
}

/** A counterexample with all secrets masked. */
export function reportCounterexample(
  { example, shrinks, declared, exchange, finding }: Counterexample,
  { exchanges, findings }: Pick<Attempted, 'exchanges' | 'findings'>,
  { target, secrets, expected }: Reporting,
): ReportedCounterexample {
  const { name, value } = example
  const isExpected = expected.includes(findings[finding]?.requirement ?? '')
  const { broken, twin } = isExpected ? example : {}
  const sent = exchange === undefined ? undefined : exchanges[exchange]
  return {
    ...(broken === undefined ? {} : { broken: brokenText(broken) }),
    finding,
    name,
    shrinks,
    value: maskValue(value, secrets),
    ...(sent === undefined ? {} : { request: toEvidence(sent, target, secrets).request }),
    ...(twin === undefined
      ? {}
      : {
          twin: {
            value: maskValue(twin, secrets),
            difference: differencesOf(value, twin).map(({ at, from, to }) => ({
              at,
              ...(from === undefined ? {} : { from: maskValue(from, secrets) }),
              ...(to === undefined ? {} : { to: maskValue(to, secrets) }),
            })),
          },
        }),
    ...(declared === undefined ? {} : { case: secrets.mask(declared) }),
  }
}
