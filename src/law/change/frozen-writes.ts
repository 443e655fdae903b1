import type { ApiDocument } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import type { Model, Resource, UpdateFacts } from '../../resource/model.ts'
import { singular, wordsOf } from '../../words/words.ts'
import { operationWithId } from '../body/paths.ts'
import { statesOf } from '../../words/states-of.ts'
import { actionsOf } from './state-writes.ts'

/** An update that the document refuses after an action. */
export interface FrozenWrite {
  readonly update: UpdateFacts
  /** The action that leads to the state. Undefined for the delete, which archives the member. */
  readonly action: Resource | undefined
  /** The state, such as `archived`. */
  readonly state: string
}

/**
 * The updates that the document says are refused in a state, such as `An archived flag is not changed (409)`. Each has the action that
 * leads to the state.
 */
export function frozenWritesOf(resource: Resource, model: Model, document: ApiDocument): readonly FrozenWrite[] {
  const actions = actionsOf(resource, model).filter(({ create }) => create?.asks !== true)
  return resource.updates.flatMap((update): readonly FrozenWrite[] => {
    const { description, responses } = operationWithId(document, update.operation)
    if (!Object.keys(responses).some((status) => REFUSALS.has(status))) return []
    const told = [description, ...[...REFUSALS].map((status) => responses[status]?.description)]
    const states = told.flatMap(sentencesOf).flatMap((sentence) => frozenIn(sentence, resource) ?? [])
    return states.flatMap((state) => {
      const action = actions.find(({ name }) => statesOf(name).includes(state))
      return action === undefined && !deletesTo(state, resource, document) ? [] : [{ update, action, state }]
    })
  })
}

/** True for a delete whose description begins with the verb of the state, "Archives the flag.", or which marks its member as deleted. */
function deletesTo(state: string, { delete: removal }: Resource, document: ApiDocument): boolean {
  if (state === 'deleted' && removal !== undefined) return true
  const { description } = removal === undefined ? {} : operationWithId(document, removal.operation)
  const [verb] = wordsOf(sentencesOf(description)[0] ?? '')
  return verb !== undefined && statesOf(singular(verb)).includes(state)
}

const REFUSALS: ReadonlySet<string> = new Set(['409', '400', '422', '403', '4XX'])

/**
 * The state in which a sentence says that a member is not changed. A sentence with another condition, such as a caller or a property,
 * says nothing.
 */
function frozenIn(sentence: string, { name }: Resource): string | undefined {
  const found = FROZEN.map((form) => form.exec(sentence.trim())?.groups).find((groups) => groups !== undefined)
  const noun = wordsOf(name).map(singular).at(-1)
  return found !== undefined && singular(found['noun']?.toLowerCase() ?? '') === noun
    ? found['state']?.toLowerCase()
    : undefined
}

/** The form of the whole sentence, with a status and a code in brackets, and with the way out of the state. */
const FROZEN = [
  /^(?:an? |the )?(?<state>\w+) (?<noun>\w+) (?:is|are|can|may|must)(?: ?not|n['’]t)(?: be)? (?:changed|updated|modified|edited|written)(?: any ?more)?(?:,? until it is \w+)?(?:: ?\d{3})?(?: \([^)]*\))?[.;]?$/i,
  /^(?:an? |the )?(?<state>\w+) (?<noun>\w+) (?:must|has to|needs to) be \w+ before (?:it|they) (?:is|are|can be) (?:replaced|changed|updated|modified|edited)(?: \([^)]*\))?[.;]?$/i,
  /^(?:an? |the )?(?<state>\w+) (?<noun>\w+) is (?:answered|refused|rejected) with (?:an? )?4\d\d[.;]?$/i,
] as const
