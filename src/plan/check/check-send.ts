import { isReadingMethod } from '../../contract/reading-method.ts'
import { hasPart, lacksPart } from '../../contract/optional-parts.ts'
import { isKey, variantOf } from '../../contract/keys.ts'
import { type Contract, operationOf } from '../../contract/contract.ts'
import { hasPayload } from '../../draw/body/payload.ts'
import { valueAt } from '../../json/pointer.ts'
import { referenceIn, resolveReferences } from '../../json/references.ts'
import type { Location, Mistake } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import { currentSender } from '../../suite/former-words.ts'
import { type BodyTemplate, SENDERS, type SendTemplate } from '../../suite/suite.ts'
import type { Row } from '../../suite/rows.ts'

interface Checking {
  readonly contract: Contract
  readonly row: Row
  readonly claimed: ReadonlySet<string>
  readonly location: Location
}

/** Checks that the names of a request exist, and that its row claims the keys that it writes. */
export function checkSend(template: SendTemplate, checking: Checking): readonly Mistake[] {
  const { row, contract, location } = checking
  const send = resolveReferences(template, row.values) as SendTemplate
  const roles: readonly string[] = [...Object.keys(contract.resource.operations), 'token']
  if (!roles.includes(send.operation)) {
    const known = `${suggestion(send.operation, roles)}; the operations are ${roles.join(', ')}`
    return [{ message: `"${send.operation}" is not an operation${known}`, at: location }]
  }
  if (send.operation === 'token' && !hasPart(contract, 'credentials'))
    return [{ message: lacksPart('the operation "token"', 'credentials'), at: location }]
  return [
    ...checkSender(send, location),
    ...checkKey(send, checking),
    ...checkClaims(send, checking),
    ...checkPayload(payloadOf(send), checking),
  ]
}

function checkSender({ as }: SendTemplate, at: Location): readonly Mistake[] {
  const senders: readonly string[] = SENDERS
  if (as === undefined || senders.includes(currentSender(as))) return []
  return [{ message: `"${as}" is not a sender${suggestion(as, senders)}; the senders are ${senders.join(', ')}`, at }]
}

function checkKey(
  { operation, rawKey, key = rawKey }: SendTemplate,
  { contract, location: at }: Pick<Checking, 'contract' | 'location'>,
): readonly Mistake[] {
  const { path } = operationOf(contract, operation)
  if (key !== undefined || !path.includes(`{${contract.resource.key.parameter}}`)) return []
  return [{ message: `"${operation}" needs a "key"`, at }]
}

/** A write names its key, and the case claims the key. So the run never writes a member from before the run. */
function checkClaims(send: SendTemplate, { contract, claimed, location }: Checking): readonly Mistake[] {
  if (!writes(send) || send.scope !== undefined) return []
  return [send.key, payloadOf(send)?.of]
    .filter((key) => key !== undefined && !claimed.has(key) && isLiteral(key) && isKey(contract, key))
    .map((key) => ({
      message: `the case writes ${key} without a claim; add ${key} under "given", as absent or configured`,
      at: location,
    }))
}

/** True for a key that is known at load. A key that is drawn or saved is held to the group when it is sent. */
function isLiteral(key: string): boolean {
  return referenceIn(key) === undefined
}

function writes({ operation, method = 'GET' }: SendTemplate): boolean {
  return ['create', 'update', 'delete'].includes(operation) || !isReadingMethod(method)
}

type Payload = Extract<BodyTemplate, { payload: string }>

function payloadOf({ body }: SendTemplate): Payload | undefined {
  return typeof body === 'object' && 'payload' in body ? body : undefined
}

/** Checks that the payload has each dropped property. Otherwise the request would be the unchanged payload. */
function checkPayload(body: Payload | undefined, { contract, location: at }: Checking): readonly Mistake[] {
  if (body === undefined) return []
  const payloads = variantOf(contract, body.of)?.payloads ?? {}
  if (!hasPayload(contract, body.of, body.payload)) {
    const near = suggestion(body.payload, Object.keys(payloads))
    return [{ message: `"${body.of}" has no payload "${body.payload}"${near}`, at }]
  }
  const payload = payloads[body.payload]
  const known = Object.keys(payload ?? {}).map((name) => `/${name}`)
  return [body.drop ?? []]
    .flat()
    .filter((pointer) => valueAt(payload, pointer) === undefined)
    .map((pointer) => ({
      message: `the payload "${body.payload}" of ${body.of} has no ${pointer} to drop${suggestion(pointer, known)}`,
      at,
    }))
}
