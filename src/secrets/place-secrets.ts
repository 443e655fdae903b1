import { drawSecret } from './draw-secret.ts'
import { changeSecrets, type SecretPlace } from './places.ts'

/** The value with a realistic secret in place of each text at the places. Equal seeds give equal secrets. */
export function placeSecrets(value: unknown, places: readonly SecretPlace[], seed: string): unknown {
  return changeSecrets(value, places, (_, { form, pointer }) => drawSecret(form, `${seed}${pointer}`))
}
