import type { ApiOperation } from '../../document/api-document.ts'
import { placesAt } from '../../json/places-at.ts'
import { valueAt } from '../../json/pointer.ts'
import type { LawSession } from '../session/session.ts'
import { unwrapped } from './address-of.ts'
import { itemsIn } from './items-in.ts'
import { secretPointers } from './secrets-of.ts'

/** Hides, in all that the run writes, the secrets of members of others: a server may show them in a list or a read. */
export function hideShown(json: unknown, { id }: ApiOperation, { owners, connection }: LawSession): void {
  const resource = owners.get(id)
  const pointers = resource === undefined ? [] : secretPointers(resource)
  if (resource === undefined || pointers.length === 0) return
  const isList = resource.list?.operation === id
  const members = isList ? itemsIn(json, resource.list?.items?.value ?? '') : [unwrapped(json, resource)]
  for (const member of members)
    for (const place of pointers.flatMap((pointer) => placesAt(member, pointer))) {
      const shown = valueAt(member, place)
      if (typeof shown === 'string') connection.secrets.addShown(shown)
    }
}
