import type { Contract, Variant } from '../contract/contract.ts'
import { valueAt, withValueAt } from '../source/pointer.ts'
import { unescape } from '../suite/references.ts'
import type { BodyTemplate, Change } from '../suite/suite.ts'
import { drawSecret } from './draw-secret.ts'
import type { PlannedBody } from './planned-case.ts'

/** The body a template asks for; secrets are drawn from the seed, so the same run sends the same bytes. */
export function buildBody(template: BodyTemplate, contract: Contract, seed: string): PlannedBody {
  if ('raw' in template) return { bytes: new TextEncoder().encode(String(unescape(template.raw))) }
  if ('base64' in template) return { bytes: new Uint8Array(Buffer.from(template.base64, 'base64')) }
  if ('json' in template) return { json: template.json }
  const variant = contract.resource.variants[template.of]
  let body: unknown = buildPayload(contract, { key: template.of, payload: template.payload, seed })
  for (const pointer of [template.drop ?? []].flat()) body = withValueAt(body, pointer, undefined)
  for (const { at, to } of changes(template.set))
    body = withValueAt(body, at, drawn(to, { variant, at, seed: `${seed}+` }))
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
      drawn(value, { variant, at: `/${name}`, seed: `${seed}/${key}/${payload}` }),
    ]),
  )
}

interface Place {
  readonly variant: Variant | undefined
  readonly at: string
  readonly seed: string
}

function drawn(value: unknown, { variant, at, seed }: Place): unknown {
  if (value !== '$secret') return value
  return drawSecret(variant?.redactions[at]?.form ?? 'token', `${seed}${at}`)
}

/** Whether a payload of this name is there for the key. */
export function hasPayload(contract: Contract, key: string, payload: string): boolean {
  return valueAt(contract.resource.variants[key]?.payloads, `/${payload}`) !== undefined
}
