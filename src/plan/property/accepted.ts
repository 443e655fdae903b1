import type { Finish } from './family.ts'
import { placeSecrets } from './place-secrets.ts'
import type { SecretPlace } from './secret-places.ts'
import { serialised } from './serialised.ts'
import type { Subject } from './subject.ts'

/** The value with realistic secrets at these places, where it is accepted. */
export function acceptedWith({ errorsOf }: Subject, places: readonly SecretPlace[]): Finish {
  return (value, seed) => {
    const whole = serialised(placeSecrets(value, places, seed))
    return errorsOf(whole).length === 0 ? { value: whole } : undefined
  }
}
