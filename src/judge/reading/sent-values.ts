import { isDeepStrictEqual } from 'node:util'
import type { Contract, Variant } from '../../contract/contract.ts'
import { variantOf } from '../../contract/keys.ts'
import { valueAt } from '../../json/pointer.ts'
import { isMaskOf } from '../../secrets/mask.ts'

/** A sent value that the answer must show: the pointer of its property, and the value. */
export type SentValue = readonly [property: string, sent: unknown]

/** The values of a body that answers must show, for a member with this key. */
export function valuesToShow(
  body: Readonly<Record<string, unknown>>,
  key: string,
  contract: Contract,
): readonly SentValue[] {
  const variant = variantOf(contract, key)
  if (variant === undefined) return []
  return Object.entries(body)
    .map(([name, sent]) => [`/${name}`, sent] as const)
    .filter(([property, sent]) => mustComeBack(property, sent, { contract, variant }))
}

interface Place {
  readonly contract: Contract
  readonly variant: Variant
}

/** True if the answer must show the sent value. Disallowed nulls, undeclared properties and unusual texts are only observed. */
function mustComeBack(property: string, sent: unknown, { contract, variant }: Place): boolean {
  if (property === contract.resource.identity || property === contract.resource.key.pointer) return false
  if (!variant.properties.includes(property) || variant.redactions[property]?.rule === 'never') return false
  if (sent === null) return variant.nullable.includes(property)
  return !(typeof sent === 'string' && isUnusual(sent))
}

/** True if a text is empty, very long, or holds control characters or lone surrogates. Source: "valid bodies" in the decisions. */
function isUnusual(text: string): boolean {
  return text === '' || text.length > 1000 || /[\p{Cc}\p{Cs}]/u.test(text)
}

/** True if a member shows a sent value: the value itself, or a mask of a secret. */
export function shows(member: unknown, [property, sent]: SentValue, redactions: Variant['redactions']): boolean {
  const actual = valueAt(member, property)
  return redactions[property] === undefined ? isSame(actual, sent) : showsSecret(actual, sent)
}

/** True if the values are equal. A server may omit a null. */
function isSame(actual: unknown, sent: unknown): boolean {
  return isDeepStrictEqual(actual, sent) || (sent === null && actual === undefined)
}

/** True if the value is omitted, or the sent secret or a mask of that secret. The kind `redacted` judges the mask itself. */
function showsSecret(actual: unknown, sent: unknown): boolean {
  if (actual === undefined || actual === null) return true
  return typeof actual === 'string' && typeof sent === 'string' && (actual === sent || isMaskOf(actual, sent))
}
