import type { SecretForm } from '../contract/contract.ts'
import { parsePointer } from '../json/pointer.ts'
import { changeAt } from '../json/change-at.ts'

/** A place that holds a secret. */
export interface SecretPlace {
  /** The way to it from the top of the value. */
  readonly tokens: readonly string[]
  /** Where it is in a body, whatever part of one the value is. */
  readonly pointer: string
  readonly form: SecretForm
  /** Whether the schema says no more of it than that it is a text. */
  readonly free: boolean
}

/** The value with each text at one of the places changed. */
export function changeSecrets(
  value: unknown,
  places: readonly SecretPlace[],
  change: (text: string, place: SecretPlace) => string,
): unknown {
  let changing = value
  for (const place of places)
    changing = changeAt(changing, place.tokens, (old) => (typeof old === 'string' ? change(old, place) : old))
  return changing
}

/** The places within the part of the value that stands at a pointer, as places of that part. */
export function placesWithin(places: readonly SecretPlace[], pointer: string): readonly SecretPlace[] {
  const tokens = parsePointer(pointer)
  return places
    .filter((place) => tokens.every((token, index) => place.tokens[index] === token))
    .map((place) => ({ ...place, tokens: place.tokens.slice(tokens.length) }))
}

/** The places but the one at a pointer. */
export function placesBeside(places: readonly SecretPlace[], pointer: string): readonly SecretPlace[] {
  const tokens = parsePointer(pointer)
  return places.filter(
    (place) => place.tokens.length !== tokens.length || place.tokens.some((token, index) => token !== tokens[index]),
  )
}
