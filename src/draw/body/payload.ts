import { variantOf } from '../../contract/keys.ts'
import type { Contract, Variant } from '../../contract/contract.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import { isSecretName, referenceIn } from '../../json/references.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'

/** The key, the name of the payload, and the seed of the secrets. */
export interface PayloadChoice {
  readonly key: string
  readonly payload: string
  readonly seed: string
}

/** A payload of the contract with all secrets drawn. Equal choices give equal bodies. */
export function buildPayload(
  contract: Contract,
  { key, payload, seed }: PayloadChoice,
): Readonly<Record<string, unknown>> {
  const variant = variantOf(contract, key)
  const body = variant?.payloads[payload] ?? {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      withSecrets(value, { variant, at: `/${name}`, seed: `${seed}/${key}/${payload}` }),
    ]),
  )
}

/** The place of a value in a body of a variant: `at` is a JSON Pointer. */
export interface PayloadPlace {
  readonly variant: Variant | undefined
  readonly at: string
  readonly seed: string
}

/** The value with each `$secret` drawn in the form of the place. `$secret7` becomes seven characters. */
export function withSecrets(value: unknown, place: PayloadPlace): unknown {
  const { variant, at, seed } = place
  const reference = referenceIn(value)
  if (reference !== undefined && isSecretName(reference)) {
    const length = reference.replace('secret', '')
    return length === ''
      ? drawSecret(variant?.redactions[at]?.form ?? 'token', `${seed}${at}`)
      : drawSecret({ length: Number(length) }, `${seed}${at}`)
  }
  if (Array.isArray(value)) return value.map((item, index) => withSecrets(item, { ...place, at: `${at}/${index}` }))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      withSecrets(item, { ...place, at: at + formatPointer([name]) }),
    ]),
  )
}

/** True if the key has a payload of this name. */
export function hasPayload(contract: Contract, key: string, payload: string): boolean {
  return valueAt(variantOf(contract, key)?.payloads, `/${payload}`) !== undefined
}
