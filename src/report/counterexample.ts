import { brokenText } from '../draw/property-source.ts'
import type { Attempted } from './attempted.ts'
import type { Counterexample } from './attempted.ts'
import { differencesOf } from '../json/difference.ts'
import { maskValue, toEvidence } from '../secrets/evidence.ts'
import type { ReportedCounterexample } from './report.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** A counterexample with all secrets masked. */
export function reportCounterexample(
  { example, shrinks, declared, exchange }: Counterexample,
  { exchanges }: Pick<Attempted, 'exchanges'>,
  { target, secrets }: { readonly target: string; readonly secrets: Secrets },
): ReportedCounterexample {
  const { broken, name, value, twin } = example
  const sent = exchange === undefined ? undefined : exchanges[exchange]
  return {
    ...(broken === undefined ? {} : { broken: brokenText(broken) }),
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
    case: secrets.mask(declared),
  }
}
