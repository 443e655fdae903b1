import { randomInt } from 'node:crypto'
import type { ApiOperation } from '../../document/api-document.ts'
import { placesAt } from '../../json/places-at.ts'
import { formatPointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Way } from '../body/request-body.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'
import type { SentSecret } from '../../secrets/sent-secret.ts'

/** The pointers of the properties that hold secrets. */
export function secretPointers({
  hidden,
  once,
  masked,
}: Pick<Resource, 'hidden' | 'once' | 'masked'>): readonly string[] {
  return [...new Set([...hidden, ...once, ...masked].map(({ value }) => value))]
}

/** The member without its secrets. */
export function withoutSecrets(member: unknown, resource: Pick<Resource, 'hidden' | 'once' | 'masked'>): unknown {
  const hidden = secretPointers(resource).flatMap((pointer) => placesAt(member, pointer))
  return hidden.reduce<unknown>((rest, place) => withValueAt(rest, place, undefined), member)
}

/** The length of a drawn secret, in characters. */
const LENGTH = 24
/** The shortest text that is searched for as a secret, in characters. */
export const SHORTEST = 12

/**
 * The member with a secret of its own at each place of a secret, and these secrets. A text that no drawn secret may replace stays, and is
 * not searched for: a word may stand in other answers.
 */
export function withOwnSecrets(
  member: unknown,
  resource: Resource,
  { seed, way, isValid }: Drawing,
): { readonly member: unknown; readonly secrets: readonly SentSecret[] } {
  const secrets: SentSecret[] = []
  let changed = member
  const places = secretPointers(resource).flatMap((pointer) =>
    placesAt(member, pointer).flatMap((place) => textsAt(valueAt(member, place), place).map((at) => ({ at, pointer }))),
  )
  for (const { at, pointer } of places) {
    const sent = valueAt(changed, at)
    if (typeof sent !== 'string') continue
    const free = [LENGTH, Array.from(sent).length]
      .filter((length) => length >= SHORTEST)
      .map((length) => strongSecret(length, `${seed}${at}`))
    const isMasked = resource.masked.some((fact) => fact.value === pointer)
    // The origin of a hidden URL may stand in other answers too.
    const formed = sent.length >= SHORTEST && (isMasked || !isUrl(sent)) ? [sameForm(sent)] : []
    // An example most likely has the form of a real secret, and so has a URL.
    const drawn = (way === 'example' || isUrl(sent) ? [...formed, ...free] : [...free, ...formed]).find((secret) =>
      isValid(withValueAt(changed, at, secret)),
    )
    if (drawn === undefined) continue
    changed = withValueAt(changed, at, drawn)
    secrets.push(secretAt(drawn, pointer, resource))
  }
  return { member: changed, secrets }
}

/**
 * The places of the texts of a secret, which may be an object or a list, such as `/credentials/0/value`. A property that tells the kind
 * of a secret is no secret.
 */
function textsAt(value: unknown, at: Pointer): readonly Pointer[] {
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' && tellsKind(name) ? [] : textsAt(inner, `${at}${formatPointer([name])}`),
  )
}

/** True for the name of a property that tells the kind of a secret, such as `type`: its value is none. */
export function tellsKind(name: string): boolean {
  return /(?:type|kind|method|provider|algorithm|format|encoding|scheme)$/i.test(name)
}

interface Drawing {
  readonly seed: string
  /** The way in which the member was made. */
  readonly way: Way
  readonly isValid: (member: unknown) => boolean
}

/** Random text with digits and letters where a text has them, for a secret whose form the schema states. */
function sameForm(text: string): string {
  if (/^[\da-f-]+$/i.test(text) && /[a-f]/i.test(text))
    return text.replaceAll(/[\da-f]/gi, () => random('123456789abcdef'))
  const [origin] = /^https?:\/\/[^/?#]+/.exec(text) ?? []
  if (origin !== undefined) return origin + sameForm(text.slice(origin.length))
  return text
    .replaceAll(/[a-z]/g, () => random('abcdefghijklmnopqrstuvwxyz'))
    .replaceAll(/[A-Z]/g, () => random('ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
    .replaceAll(/\d/g, () => random('123456789'))
}

/** A secret of the usual length for a property. */
export function newSecret(pointer: string, resource: Resource, seed: string): SentSecret {
  return secretAt(strongSecret(LENGTH, `${seed}${pointer}`), pointer, resource)
}

/** The kinds of characters that rules of passwords usually ask for. */
const KINDS = [/[a-z]/, /[A-Z]/, /\d/]

/** A secret with a small letter, a capital letter and a digit, where its length in characters allows them. */
function strongSecret(length: number, seed: string): string {
  const drawn = drawSecret({ length }, seed)
  return length < KINDS.length || KINDS.every((kind) => kind.test(drawn)) ? drawn : strongSecret(length, `${seed}+`)
}

/** A secret at a place of a resource, with the rule that the contract has for it. */
export function secretAt(value: string, pointer: string, resource: Resource): SentSecret {
  const tail = resource.masked.some((fact) => fact.value === pointer) ? 4 : 0
  return {
    value,
    pointer: placeOfSecret(resource.name, pointer),
    // The mask of a URL may show its origin.
    redaction: { rule: tail === 0 ? 'never' : isUrl(value) ? 'url' : 'tail', tail, strength: 'stated', form: 'token' },
  }
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text)
}

function placeOfSecret(resource: string, pointer: string): string {
  return `${resource}#${pointer}`
}

/** A letter or digit of an alphabet. */
function random(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length))
}

/** The places of secrets that only a guess calls so. */
export function guessedSecrets({
  name,
  hidden,
  once,
  masked,
}: Pick<Resource, 'name' | 'hidden' | 'once' | 'masked'>): readonly string[] {
  return [...hidden, ...once, ...masked].flatMap(({ value, certainty }) =>
    certainty === 'guess' ? [placeOfSecret(name, value)] : [],
  )
}

/** The places of secrets that an answer to an operation may show: those that only the answer to a create has. */
export function secretPointersShownBy({ id }: ApiOperation, resource: Resource): readonly string[] {
  return resource.create?.operation === id ? resource.once.map(({ value }) => placeOfSecret(resource.name, value)) : []
}
