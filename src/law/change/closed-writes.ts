import type { ApiDocument } from '../../document/api-document.ts'
import { findOperation } from '../../document/find-operation.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import type { Model, Pointer, Resource, UpdateFacts } from '../../resource/model.ts'
import { statesOf } from '../../resource/shape/states-of.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { plainWords } from './plain-words.ts'
import { actionsOf, listedIn } from './state-writes.ts'

/** An update or a delete of a member that the document refuses in a state of the member above. */
export interface ClosedWrite {
  /** Undefined for the delete. */
  readonly update: UpdateFacts | undefined
  /** The property of the member above that has the state, and its value there. */
  readonly at: Pointer
  readonly state: string
  /** The action that leads to the state. */
  readonly action: Resource
  /** The words of the refusal. */
  readonly said: string
}

/** The updates and the delete of a resource whose refusals speak of a state of the member above: `The cart is checked out`. */
export function closedWritesOf(resource: Resource, model: Model, document: ApiDocument): readonly ClosedWrite[] {
  const above = parentOf(resource, model)
  if (above === undefined) return []
  const actions = actionsOf(above, model).filter(({ create }) => create?.asks !== true)
  const updates = resource.updates.map((update) => ({ update, operation: update.operation }))
  const removal = resource.delete === undefined ? [] : [{ update: undefined, operation: resource.delete.operation }]
  return [...updates, ...removal].flatMap(({ update, operation }): readonly ClosedWrite[] => {
    const { responses } = operationWithId(document, operation)
    const told = STATUSES.flatMap((status) => sentencesOf(responses[status]?.description))
    const clauses = told.filter((text) => !CONDITION.test(text)).flatMap((text) => text.split(/,? or |;/))
    return clauses.flatMap((said): readonly ClosedWrite[] => {
      const [found] = speaksOf(above.name, said) ? statesIn(said, above, document) : []
      const action = actions.find((one) => found !== undefined && leadsTo(found.state, one, document))
      return found === undefined || action === undefined ? [] : [{ update, ...found, action, said }]
    })
  })
}

const STATUSES = ['400', '403', '409', '422']
const CONDITION = /\b(?:unless|except|until|while|only|not)\b/i

/** The listed values of a property with which a clause says that the member is. */
function statesIn(said: string, above: Resource, document: ApiDocument): readonly Pick<ClosedWrite, 'at' | 'state'>[] {
  const text = plainWords(said)
  return listedIn(above, document).flatMap(({ at, states }) =>
    states
      .filter((state) => new RegExp(` (?:is|was|has been)(?: already)?${plainWords(state)}`).test(text))
      .map((state) => ({ at, state })),
  )
}

/** True for an action whose description names the state, or whose name does. */
function leadsTo(state: string, { name, create }: Resource, document: ApiDocument): boolean {
  const { description = '' } = findOperation(document, create?.operation) ?? {}
  const isNamed = sentencesOf(description).some(
    (text) => BECOMES.test(text) && plainWords(text).includes(plainWords(state)),
  )
  return isNamed || statesOf(name).includes(plainWords(state).trim())
}

const BECOMES = /\b(?:becomes?|is then|gets|turns?|sets?|moves?|to)\b/i
