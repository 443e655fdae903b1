import { randomInt } from 'node:crypto'
import type { ApiOperation } from '../document/api-document.ts'
import { valueAt, withValueAt } from '../json/pointer.ts'
import type { Resource } from '../resource/model.ts'
import { drawSecret } from '../secrets/draw-secret.ts'
import type { SentSecret } from '../secrets/sent-secret.ts'

/** The pointers of the properties that hold secrets. */
export function secretPointers({
  hidden,
  once,
  masked,
}: Pick<Resource, 'hidden' | 'once' | 'masked'>): readonly string[] {
  return [...new Set([...hidden, ...once, ...masked].map(({ value }) => value))]
}

/** The length of a drawn secret, in characters. */
const LENGTH = 24
/** The shortest text that is searched for as a secret, in characters. */
export const SHORTEST = 12

/**
 * The member with a secret of its own at each place of a secret, and these secrets. A text that no drawn secret may replace stays, and is
 * not searched for: a word may stand in other answers.
 */
export function withSecrets(
  member: unknown,
  resource: Resource,
  { seed, isValid }: { readonly seed: string; readonly isValid: (member: unknown) => boolean },
): { readonly member: unknown; readonly secrets: readonly SentSecret[] } {
  const secrets: SentSecret[] = []
  let changed = member
  for (const pointer of secretPointers(resource)) {
    const sent = valueAt(changed, pointer)
    if (typeof sent !== 'string') continue
    const drawn = [LENGTH, Array.from(sent).length]
      .filter((length) => length >= SHORTEST)
      .map((length) => drawSecret({ length }, `${seed}${pointer}`))
      .concat(sent.length >= SHORTEST ? sameForm(sent) : [])
      .find((secret) => isValid(withValueAt(changed, pointer, secret)))
    if (drawn === undefined) continue
    changed = withValueAt(changed, pointer, drawn)
    secrets.push(secretAt(drawn, pointer, resource))
  }
  return { member: changed, secrets }
}

/** Random text with digits and letters where a text has them, for a secret whose form the schema states. */
function sameForm(text: string): string {
  return text
    .replaceAll(/[a-z]/g, () => random('abcdefghijklmnopqrstuvwxyz'))
    .replaceAll(/[A-Z]/g, () => random('ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
    .replaceAll(/\d/g, () => random('123456789'))
}

/** A secret of the usual length for a property. */
export function newSecret(pointer: string, resource: Resource, seed: string): SentSecret {
  return secretAt(drawSecret({ length: LENGTH }, `${seed}${pointer}`), pointer, resource)
}

/** A secret at a place of a resource, with the rule that the contract has for it. */
export function secretAt(value: string, pointer: string, resource: Resource): SentSecret {
  const tail = resource.masked.some((fact) => fact.value === pointer) ? 4 : 0
  return {
    value,
    pointer: placeOfSecret(resource.name, pointer),
    redaction: { rule: tail === 0 ? 'never' : 'tail', tail, strength: 'stated', form: 'token' },
  }
}

function placeOfSecret(resource: string, pointer: string): string {
  return `${resource}#${pointer}`
}

/** A letter or digit of an alphabet. */
function random(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length))
}

/** The places of secrets that only a guess calls so. */
export function guessedSecrets({ name, once }: Pick<Resource, 'name' | 'once'>): readonly string[] {
  return once.flatMap(({ value, certainty }) => (certainty === 'guess' ? [placeOfSecret(name, value)] : []))
}

/** The places of secrets that an answer to an operation may show: those that only the answer to a create has. */
export function secretPointersShownBy({ id }: ApiOperation, resource: Resource): readonly string[] {
  return resource.create?.operation === id ? resource.once.map(({ value }) => placeOfSecret(resource.name, value)) : []
}
