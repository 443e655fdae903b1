import { formatPointer, parsePointer, valueAt } from '../json/pointer.ts'
import { changeAt } from '../json/change-at.ts'
import { placeSecrets } from '../secrets/place-secrets.ts'
import { placesWithin } from '../secrets/places.ts'
import type { Broken } from './property-source.ts'
import type { Subject } from './subject.ts'

/** Returns the twin of a value that is broken in one place; undefined if the twin is refused. `seed` is the seed of the secrets. */
export type Mend = (value: unknown, seed: string) => unknown

/**
 * Replaces the broken part by the part of a good value. If the result is refused, the twin is the good value: another schema branch
 * may be needed.
 */
export function mender({ good, secrets, errorsOf }: Subject, { instancePath, property }: Broken): Mend {
  const place = property === undefined ? instancePath : `${instancePath}${formatPointer([property])}`
  const tokens = parsePointer(place)
  const part = valueAt(good, place)
  const within = placesWithin(secrets, place)
  return (value, seed) => {
    const mended = changeAt(value, tokens, (old) => (part === undefined ? old : placeSecrets(part, within, seed)))
    if (errorsOf(mended).length === 0) return mended
    const whole = placeSecrets(good, secrets, seed)
    return errorsOf(whole).length === 0 ? whole : undefined
  }
}
