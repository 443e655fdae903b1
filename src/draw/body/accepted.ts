import type { Build } from '../pool.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import type { SecretPlace } from '../../secrets/places.ts'
import { serialised } from '../serialised.ts'
import type { Subject } from '../subject.ts'

/** Places realistic secrets in a value; undefined if the schema refuses the result. */
export function acceptedWith({ errorsOf }: Subject, places: readonly SecretPlace[]): Build {
  return (value, seed) => {
    const whole = serialised(placeSecrets(value, places, seed))
    return errorsOf(whole).length === 0 ? { value: whole } : undefined
  }
}
