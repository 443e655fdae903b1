import { valueAt } from '../../json/pointer.ts'
import { fixed, simplest } from '../drawn.ts'
import { EmptyPool } from '../empty-pool.ts'
import type { ExamplePool, Build } from '../pool.ts'
import { sitesOf } from './invalid-sites.ts'
import { mender } from '../mend.ts'
import { hasObservedForm } from './observed-form.ts'
import { nearValidValues } from '../mutations/near-valid.ts'
import { onePerValue } from '../one-per-value.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import { isPlain } from '../../secrets/plain-secrets.ts'
import { placesBeside } from '../../secrets/places.ts'
import { provenBy } from '../exactness.ts'
import { inTurn, type RealSite, realSite, type Site } from './real-site.ts'
import { serialised } from '../serialised.ts'
import type { Subject } from '../subject.ts'
import { allTextsMatch } from '../text/all-texts-match.ts'

/**
 * Values that break the schema in one place: simplest values, near-valid values, then random values. Simplest and random values
 * cover each site.
 * @throws EmptyPool if no site can be broken.
 */
export function invalidBodies(subject: Subject): ExamplePool {
  const isAccepted = (value: unknown) => subject.errorsOf(value).length === 0
  const sites = onePerName(sitesOf(subject).flatMap((site) => realSite(site, builder(subject, site), isAccepted)))
  if (sites.length === 0) throw new EmptyPool(`there are no invalid ${subject.title}: nothing is demanded of them`)
  const simple = sites.map(({ site, build, first }) => ({
    name: site.name,
    drawn: fixed(simplest(first, (value) => build(value, '') !== undefined)),
    build,
  }))
  const boundaries = onePerValue([...simple, ...nearValidValues(subject)])
  return { boundaries, places: sites.length, draw: inTurn(sites) }
}

/** Branches of a schema may share a site. */
function onePerName(sites: readonly RealSite[]): readonly RealSite[] {
  return [...new Map(sites.toReversed().map((each) => [each.site.name, each])).values()].toReversed()
}

/** Builds an example after proving that the value is broken at the site and that a twin is accepted. */
function builder(subject: Subject, { broken }: Site): Build {
  const isPart = broken.property === undefined
  const secrets = isPart ? placesBeside(subject.secrets, broken.instancePath) : subject.secrets
  const isSecret = secrets.length < subject.secrets.length
  const mend = mender(subject, broken)
  const isPortable = allTextsMatch(subject.text.pattern)
  return (value, seed) => {
    const whole = serialised(placeSecrets(value, secrets, seed))
    const proven = provenBy(subject.errorsOf(whole), broken)
    if (proven === undefined) return undefined
    const part = isPart ? valueAt(whole, broken.instancePath) : undefined
    // A part of the wrong type may hold any text. A plain text as a secret would match other responses.
    if (!isPortable(part) || (isSecret && isPlain(part))) return undefined
    if (isPart && hasObservedForm(whole, broken.instancePath, subject)) return undefined
    const twin = mend(whole, seed)
    return twin === undefined ? undefined : { value: whole, broken: proven, twin }
  }
}
