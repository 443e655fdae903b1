import type { SecretForm } from '../contract/contract.ts'
import { parsePointer } from '../json/pointer.ts'
import { changeAt } from '../json/change-at.ts'

/** A place in a value that holds a secret. */
export interface SecretPlace {
  /** The tokens of the pointer from the root of the value. */
  readonly tokens: readonly string[]
  /** The JSON Pointer into the whole body, even if the value is a part of the body. */
  readonly pointer: string
  readonly form: SecretForm
  /** True if the schema states only that the value is a text. */
  readonly free: boolean
}

/** The value with each text at the places changed. */
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

/** The places inside the part at a pointer, relative to the part. */
export function placesWithin(places: readonly SecretPlace[], pointer: string): readonly SecretPlace[] {
  const tokens = parsePointer(pointer)
  return places
    .filter((place) => tokens.every((token, index) => place.tokens[index] === token))
    .map((place) => ({ ...place, tokens: place.tokens.slice(tokens.length) }))
}

/** The places except the place at a pointer. */
export function placesBeside(places: readonly SecretPlace[], pointer: string): readonly SecretPlace[] {
  const tokens = parsePointer(pointer)
  return places.filter(
    (place) => place.tokens.length !== tokens.length || place.tokens.some((token, index) => token !== tokens[index]),
  )
}
