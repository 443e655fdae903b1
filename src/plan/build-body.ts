import type { Contract, Variant } from '../contract/contract.ts'
import { formatPointer, isObject, valueAt, withValueAt } from '../json/pointer.ts'
import { isSecretName, referenceIn, unescape } from '../json/references.ts'
import type { BodyTemplate, Change } from '../suite/suite.ts'
import { drawSecret } from '../secrets/draw-secret.ts'
import type { PlannedBody } from './planned-case.ts'

export interface BodyChoice {
  readonly seed: string
  /** The key in the path, whose forms the secrets of a body have that is no payload. */
  readonly key?: string
}

/** The body a template asks for; secrets are drawn from the seed, so the same run sends the same bytes. */
export function buildBody(template: BodyTemplate, contract: Contract, { seed, key }: BodyChoice): PlannedBody {
  if ('raw' in template) return { bytes: new TextEncoder().encode(String(unescape(template.raw))) }
  if ('base64' in template) return { bytes: new Uint8Array(Buffer.from(template.base64, 'base64')) }
  if ('json' in template) {
    const own = contract.resource.variants[key ?? '']
    return { json: withSecrets(template.json, { variant: own, at: '', seed: `${seed}=` }) }
  }
  const variant = contract.resource.variants[template.of]
  let body: unknown = buildPayload(contract, { key: template.of, payload: template.payload, seed })
  for (const pointer of [template.drop ?? []].flat()) body = withValueAt(body, pointer, undefined)
  for (const { at, to } of changes(template.set))
    body = withValueAt(body, at, withSecrets(to, { variant, at, seed: `${seed}+` }))
  return { json: body }
}

function changes(set: Change | readonly Change[] | undefined): readonly Change[] {
  return set === undefined ? [] : ([set].flat() as readonly Change[])
}

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

interface Place {
  readonly variant: Variant | undefined
  readonly at: string
  readonly seed: string
}

/** The value with each `$secret` in it drawn, in the form of its place; `$secret7` has seven characters of no form. */
function withSecrets(value: unknown, place: Place): unknown {
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
