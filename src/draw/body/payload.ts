import type { Contract, Variant } from '../../contract/contract.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import { isSecretName, referenceIn } from '../../json/references.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'

export interface PayloadChoice {
  readonly key: string
  readonly payload: string
  readonly seed: string
}

/** A payload of the contract's with its secrets drawn: the same payload in the same case is the same body. */
export function buildPayload(
  contract: Contract,
  { key, payload, seed }: PayloadChoice,
): Readonly<Record<string, unknown>> {
  const variant = contract.resource.variants[key]
  const body = variant?.payloads[payload] ?? {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      withSecrets(value, { variant, at: `/${name}`, seed: `${seed}/${key}/${payload}` }),
    ]),
  )
}

export interface Place {
  readonly variant: Variant | undefined
  readonly at: string
  readonly seed: string
}

/** The value with each `$secret` in it drawn, in the form of its place; `$secret7` has seven characters of no form. */
export function withSecrets(value: unknown, place: Place): unknown {
  const { variant, at, seed } = place
  const name = referenceIn(value)
  if (name !== undefined && isSecretName(name)) {
    const length = name.replace('secret', '')
    return length === ''
      ? drawSecret(variant?.redactions[at]?.form ?? 'token', `${seed}${at}`)
      : drawSecret({ length: Number(length) }, `${seed}${at}`)
  }
  if (Array.isArray(value)) return value.map((item, index) => withSecrets(item, { ...place, at: `${at}/${index}` }))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([own, item]) => [own, withSecrets(item, { ...place, at: at + formatPointer([own]) })]),
  )
}

/** Whether a payload of this name is there for the key. */
export function hasPayload(contract: Contract, key: string, payload: string): boolean {
  return valueAt(contract.resource.variants[key]?.payloads, `/${payload}`) !== undefined
}
