import { drawSecret } from './draw-secret.ts'
import { changeSecrets, type SecretPlace } from './places.ts'

/** The value with a realistic secret for each text at one of the places; the same seed gives the same ones. */
export function placeSecrets(value: unknown, places: readonly SecretPlace[], seed: string): unknown {
  return changeSecrets(value, places, (_, { form, pointer }) => drawSecret(form, `${seed}${pointer}`))
}
