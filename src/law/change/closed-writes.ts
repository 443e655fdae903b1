import type { ApiDocument } from '../../document/api-document.ts'
import type { Model, Resource, UpdateFacts } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { actionTo, clausesOf, type InState, stateIn } from './refusal-clauses.ts'
import { actionsOf } from './state-writes.ts'

/** An update or a delete of a member that the document refuses in a state of the member above. */
export interface ClosedWrite extends InState {
  /** Undefined for the delete. */
  readonly update: UpdateFacts | undefined
  /** The action that leads to the state. */
  readonly action: Resource
  /** The words of the refusal. */
  readonly said: string
}

/** The updates and the delete of a resource whose refusals speak of a state of the member above: `The cart is checked out`. */
export function closedWritesOf(resource: Resource, model: Model, document: ApiDocument): readonly ClosedWrite[] {
  const above = parentOf(resource, model)
  if (above === undefined) return []
  const updates = resource.updates.map((update) => ({ update, operation: update.operation }))
  const removal = resource.delete === undefined ? [] : [{ update: undefined, operation: resource.delete.operation }]
  return [...updates, ...removal].flatMap(({ update, operation }): readonly ClosedWrite[] => {
    const clauses = clausesOf(operationWithId(document, operation)).filter(({ subject }) =>
      speaksOf(above.name, subject),
    )
    return clauses.flatMap(({ said }): readonly ClosedWrite[] => {
      const state = stateIn(said, above, document)
      const action = state === undefined ? undefined : actionTo(state, actionsOf(above, model), document)
      return state === undefined || action === undefined ? [] : [{ update, ...state, action, said }]
    })
  })
}
