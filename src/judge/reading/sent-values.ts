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
  return typeof sent !== 'string' || isPortable(sent, contract.portableText)
}

/** True for a text that each server accepts and keeps, such as none that is empty. Source: "valid bodies" in the decisions. */
function isPortable(text: string, { minLength, maxLength, pattern }: Contract['portableText']): boolean {
  return text.length >= minLength && text.length <= maxLength && matcherOf(pattern).test(text)
}

/** The compiled patterns: one of each contract. */
const matchers = new Map<string, RegExp>()

function matcherOf(pattern: string): RegExp {
  const known = matchers.get(pattern) ?? new RegExp(pattern, 'u')
  matchers.set(pattern, known)
  return known
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
