import { isAction } from '../../resource/is-action.ts'
import type { Model, Pointer, Resource, UpdateFacts } from '../../resource/model.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { parsePointer } from '../../json/pointer.ts'
import { type Choose, placesIn } from '../body/places-in.ts'
import { holdsValues } from './flat-member.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { namesState } from '../../resource/shape/state-names.ts'
import { type AllowedStates, allowedStates } from './state-words.ts'

/** A write that a member takes in some states alone, by the document. */
export interface StateWrite extends AllowedStates {
  readonly operation: string
  /** The property of a read that has the state. */
  readonly at: Pointer
  /** The resource of an action. */
  readonly action?: Resource
  /** The facts of an update. A write without an action and without facts is the delete. */
  readonly update?: UpdateFacts
}

/** The writes to members of a resource that the document allows in some of the listed values of a property. */
export function stateWritesOf(resource: Resource, model: Model, document: ApiDocument): readonly StateWrite[] {
  const writes: readonly Pick<StateWrite, 'operation' | 'action' | 'update'>[] = [
    ...actionsOf(resource, model).flatMap((action) =>
      action.create === undefined ? [] : [{ operation: action.create.operation, action }],
    ),
    ...resource.updates.map((update) => ({ operation: update.operation, update })),
    ...(resource.delete === undefined ? [] : [{ operation: resource.delete.operation }]),
  ]
  const listed = listedIn(resource, document)
  return writes.flatMap((write): readonly StateWrite[] => {
    const operation = operationWithId(document, write.operation)
    const found = listed.flatMap(({ at, states }) => {
      const allowed = allowedStates(operation, { noun: resource.name, states })
      return allowed === undefined ? [] : [{ ...write, ...allowed, at }]
    })
    return found.length === 1 ? found : []
  })
}

/** The actions at members of a resource. */
export function actionsOf(resource: Resource, model: Model): readonly Resource[] {
  return Object.values(model.resources).filter((one) => isAction(one) && parentOf(one, model) === resource)
}

/** A property, and the states that it lists. */
export interface ListedStates {
  readonly at: Pointer
  readonly states: readonly string[]
}

/** Takes properties at the top, and those within an object such as `attributes`. */
const topAndHeld: Choose = ({ at }) => {
  const [name = '', ...within] = parsePointer(at)
  return within.length === 0 && holdsValues(name) ? 'all' : 'alone'
}

/** The properties with listed states at the top of a read member, and in an object such as `attributes`. */
export function listedIn(resource: Resource, document: ApiDocument): readonly ListedStates[] {
  return placesIn(answerSchema({ resource, document }) ?? true, document.schemas, topAndHeld).flatMap(
    ({ at, schema: { enum: listed } }) => {
      const states = Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : []
      return states.length < 2 || !namesState(at) ? [] : [{ at, states }]
    },
  )
}
