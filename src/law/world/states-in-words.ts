import type { ApiDocument } from '../../document/api-document.ts'
import { objectOf } from '../../json/list-of.ts'
import { isAction } from '../../resource/is-action.ts'
import type { Model, Resource } from '../../resource/model.ts'
import { namesState } from '../../resource/shape/state-names.ts'
import { statesOf } from '../../words/states-of.ts'
import { singular, wordsOf } from '../../words/words.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { flatten } from '../body/flatten-schema.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { answerSchema } from '../compare/answer-schema.ts'

/** The statuses with which a state refuses a create or an action. */
const REFUSALS = ['400', '403', '409', '422'] as const

interface Known {
  readonly model: Model
  readonly document: ApiDocument
}

/** The other actions at the members above a resource. */
export function actionsBeside(resource: Resource, model: Model): readonly Resource[] {
  const above = parentOf(resource, model)
  return Object.values(model.resources).filter(
    (other) => other !== resource && isAction(other) && parentOf(other, model) === above,
  )
}

/** The actions, those whose state the words of an operation name first: `place` for `A placed order becomes shipped`. */
export function namedFirst(actions: readonly Resource[], resource: Resource, known: Known): readonly Resource[] {
  const words = wordsAbout(resource, known.document)
  const isNamed = ({ name }: Resource): boolean => statesOf(name).some((state) => words.has(state))
  return [...actions.filter(isNamed), ...actions.filter((one) => !isNamed(one))]
}

/** True where the words of an operation name a state of the member above: one that it lists, or one to which an action leads. */
export function namesStateAbove(resource: Resource, known: Known): boolean {
  const words = wordsAbout(resource, known.document)
  const acted = actionsBeside(resource, known.model).flatMap(({ name }) => statesOf(name))
  return [...acted, ...listedStates(parentOf(resource, known.model), known.document)].some((state) => words.has(state))
}

/** The words of the description of a create, and of those of its refusals. */
function wordsAbout({ create }: Resource, document: ApiDocument): ReadonlySet<string> {
  const { description = '', responses } = operationWithId(document, create?.operation ?? '')
  const text = [description, ...REFUSALS.map((status) => responses[status]?.description ?? '')].join(' ')
  return new Set(wordsOf(text).flatMap((word) => [word, singular(word)]))
}

/** The listed values of a state at the top of a member, in lower case. */
function listedStates(resource: Resource | undefined, document: ApiDocument): readonly string[] {
  if (resource === undefined) return []
  const { properties } = flatten(answerSchema({ resource, document }) ?? true, document.schemas)
  return Object.entries(objectOf(properties)).flatMap(([name, property]) => {
    const { enum: listed } = flatten(property as DocumentSchema, document.schemas)
    return namesState(name) && Array.isArray(listed) ? listed.map((one) => String(one).toLowerCase()) : []
  })
}
