import type { ApiDocument } from '../../document/api-document.ts'
import { closedStates, refusedAbove, type SaidClosed } from '../../document/says/says-closed.ts'
import type { Model, Resource } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { statesOf } from '../../words/states-of.ts'
import { singular, wordsOf } from '../../words/words.ts'
import { lastLiteral, pathShape } from '../../resource/shape/path-shape.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { actionsOf } from './state-writes.ts'

/** A create that the document refuses below a member in a state, and the action that leads to the state. */
export interface ClosedCreate {
  readonly child: Resource
  readonly state: string
  readonly action: Resource
}

/** The creates below members of a resource that the document says are refused in a state, such as `A locked issue takes no comments (403)`. */
export function closedCreatesOf(resource: Resource, model: Model, document: ApiDocument): readonly ClosedCreate[] {
  const children = Object.values(model.resources).filter(
    (one) => one.create !== undefined && parentOf(one, model) === resource,
  )
  const actions = actionsOf(resource, model).filter(({ create }) => create?.asks !== true)
  const told = actions.flatMap(({ create }) => closedStates(textOf(create?.operation, document)))
  return children.flatMap((child) => {
    const own = textOf(child.create?.operation, document)
    const said = [...told, ...closedStates(own)].filter((one) => isAbout(one, child, document))
    const states = [...said, ...refusedAbove(own)].filter((one) => isNoun(one, resource)).map(({ state }) => state)
    return [...new Set(states)].flatMap((state) =>
      actions
        .filter((action) => action !== child && statesOf(action.name).includes(state))
        .slice(0, 1)
        .map((action) => ({ child, state, action })),
    )
  })
}

function textOf(id: string | undefined, document: ApiDocument): string | undefined {
  return id === undefined ? undefined : operationWithId(document, id).description
}

function isNoun({ noun }: SaidClosed, { name }: Resource): boolean {
  return singular(noun) === wordsOf(name).map(singular).at(-1)
}

/** True for words such as `course work` that name the members below: by their name, or by the end of their path. */
function isAbout({ below = '' }: SaidClosed, child: Resource, document: ApiDocument): boolean {
  const { path } = operationWithId(document, child.create?.operation ?? '')
  const names = [child.name, lastLiteral(pathShape(path).parts) ?? '']
  return names.some((name) => name !== '' && speaksOf(name, below))
}
