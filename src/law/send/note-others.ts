import type { ApiOperation } from '../../document/api-document.ts'
import type { TargetRequest } from '../../http/target.ts'
import { fillPath, itemOperation } from '../body/paths.ts'
import { aboveIn } from '../body/above.ts'
import { noteOthers } from '../session/claims.ts'
import { type Answer, isAbsent, isSuccess } from '../session/exchange.ts'
import { withKnownKey } from '../session/known-key.ts'
import type { LawSession } from '../session/session.ts'
import { ownValuesIn } from './address-of.ts'
import { itemsIn } from './items-in.ts'
import { valuesInLink } from './values-in-link.ts'

/** A request of the owner, with its answer. */
interface Shown {
  readonly request: TargetRequest
  readonly operation: ApiOperation | undefined
  readonly answer: Answer
}

/** Notes the members that a read or a list shows before the run has made any of their resource: they are those of others. */
export function noteShownOthers({ request, operation, answer }: Shown, session: LawSession): void {
  const [path = ''] = request.path.split('?')
  if (request.method !== 'GET' || operation === undefined) return
  const { others } = session.claims
  // A key that is free again may be that of a member of the run.
  if (isAbsent(answer)) others.paths.delete(path)
  const owner = session.owners.get(operation.id)
  if (owner?.create === undefined || !isSuccess(answer) || !session.mayWrite(owner.name)) return
  if (others.begun.has(owner.name)) return
  if (owner.read?.operation === operation.id) noteOthers([path], session.claims)
  if (owner.list?.operation !== operation.id) return
  others.looked.add(path)
  const resource = withKnownKey(owner, session.learned)
  const item = itemOperation(resource, session.document)
  if (item === undefined) return
  const above = aboveIn(item.path, valuesInLink(path, operation.path) ?? [], { resource, document: session.document })
  const within = fillPath(item.path, above)
  const items = itemsIn(answer.json, resource.list?.items?.value ?? '')
  const keys = items.flatMap((one) => [ownValuesIn(one, resource) ?? []]).filter((own) => own.length > 0)
  noteOthers(
    keys.map((own) => fillPath(within, own)),
    session.claims,
  )
}
