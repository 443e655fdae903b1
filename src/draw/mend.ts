import { formatPointer, parsePointer, valueAt } from '../json/pointer.ts'
import { changeAt } from '../json/change-at.ts'
import { placeSecrets } from '../secrets/place-secrets.ts'
import { placesWithin } from '../secrets/places.ts'
import type { Broken } from './property-source.ts'
import type { Subject } from './subject.ts'

/** Makes the twin of a value that is broken in one place; undefined where it would not be accepted. `seed` is that of the secrets. */
export type Mend = (value: unknown, seed: string) => unknown

/**
 * Puts what stands there in a good value in the broken place. Where that does not mend it, since another branch of the schema is
 * meant, say, the good value takes the place of all of it.
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
