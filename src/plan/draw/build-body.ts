import { variantOf } from '../../contract/keys.ts'
import { withSecrets, buildPayload } from '../../draw/body/payload.ts'
import type { Contract } from '../../contract/contract.ts'
import { withValueAt } from '../../json/pointer.ts'
import { unescape } from '../../json/references.ts'
import type { BodyTemplate, Change } from '../../suite/suite.ts'
import type { PlannedBody } from '../planned-case.ts'

/** The inputs of a body besides its template. */
export interface BodyChoice {
  readonly seed: string
  /** The key in the path: secrets of a literal body have the forms of this key's type. */
  readonly key?: string
  /** The index of the step in its case: literal bodies of different steps have different secrets. */
  readonly step?: number
}

/** The body of a template. Secrets are drawn from the seed: one seed always gives the same bytes. */
export function buildBody(
  template: BodyTemplate,
  contract: Contract,
  { seed, key, step = 0 }: BodyChoice,
): PlannedBody {
  if ('raw' in template) return { bytes: new TextEncoder().encode(String(unescape(template.raw))) }
  if ('base64' in template) return { bytes: new Uint8Array(Buffer.from(template.base64, 'base64')) }
  if ('json' in template) {
    const own = variantOf(contract, key ?? '')
    return {
      json: withSecrets(template.json, { variant: own, at: '', seed: step === 0 ? `${seed}=` : `${seed}=${step}` }),
    }
  }
  if (!('payload' in template)) throw new Error('a drawn body stands outside a move: the suite was not checked at load')
  const variant = variantOf(contract, template.of)
  let body: unknown = buildPayload(contract, { key: template.of, payload: template.payload, seed })
  for (const pointer of [template.drop ?? []].flat()) body = withValueAt(body, pointer, undefined)
  for (const { at, to } of changes(template.set))
    body = withValueAt(body, at, withSecrets(to, { variant, at, seed: `${seed}+` }))
  return { json: body }
}

function changes(set: Change | readonly Change[] | undefined): readonly Change[] {
  return set === undefined ? [] : ([set].flat() as readonly Change[])
}
