import { createdSchemaAt } from '../body/create-schema.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import { isAction } from '../../resource/is-action.ts'
import type { Resource } from '../../resource/model.ts'
import type { Likened, Likeness } from '../body/examples-in.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { memberIn } from '../body/wrapped-member.ts'
import type { Answer } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { LawSession } from '../session/session.ts'

/** A body of a create, and its resource. */
export interface Sent {
  readonly resource: Resource
  readonly body?: unknown
}

/** Notes the listed values of the first body that a target has accepted. */
export function noteListedValues(sent: Sent, session: LawSession): void {
  makingsOf(sent.resource, session.learned).listed ??= listedIn(sent, session)
}

/**
 * The examples by which bodies have the listed values of the first accepted one: the other values may go with other properties only. Undefined
 * where a refused body has these values, or where they have been kept before.
 */
export function keepingListedValues(sent: Sent, { status }: Answer, session: LawSession): Likened | undefined {
  const { listed, likened, way, isListedKept } = makingsOf(sent.resource, session.learned)
  if (way !== 'plausible' || listed === undefined || isListedKept !== undefined || isAction(sent.resource))
    return undefined
  if (status !== 400 && status !== 409 && status !== 422) return undefined
  const now = listedIn(sent, session)
  const isOther = [...listed].some(([name, { example }]) => now.has(name) && now.get(name)?.example !== example)
  return isOther ? new Map([...(likened ?? []), ...listed]) : undefined
}

/** The properties at the top of a member that have one of a few values. */
function listedIn({ resource, body }: Sent, { document }: LawSession): ReadonlyMap<string, Likeness> {
  const member = memberIn(body, resource)
  const entries = Object.entries(isObject(member) ? member : {}).filter(([name]) => {
    const own = flatten(createdSchemaAt({ resource, document }, formatPointer([name])) ?? true, document.schemas)
    return Array.isArray(own['enum']) || typeOf(own) === 'boolean'
  })
  return new Map(entries.map(([name, example]) => [name, { example, isRefused: true, use: 'as-it-is' }]))
}
