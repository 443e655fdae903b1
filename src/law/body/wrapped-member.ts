import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { Resource, UpdateFacts } from '../../resource/model.ts'

/** The member within a request body. */
export function memberIn(body: unknown, { wrap }: Pick<Resource, 'wrap'>): unknown {
  return wrap?.value.request === undefined ? body : valueAt(body, wrap.value.request)
}

/** A request body with another member. */
export function withMember(body: unknown, member: unknown, { wrap }: Pick<Resource, 'wrap'>): unknown {
  return wrap?.value.request === undefined ? member : withValueAt(body, wrap.value.request, member)
}

/** Returns the place of the member in bodies of an update: its own, else the place in bodies of the create. */
export function bodiesOf(
  resource: Pick<Resource, 'wrap'>,
  update: Pick<UpdateFacts, 'wrap'> | undefined,
): Pick<Resource, 'wrap'> {
  if (update?.wrap === undefined) return resource
  if (update.wrap === '') return {}
  return { wrap: { value: { request: update.wrap }, certainty: 'sure', because: '' } }
}
