import type { ApiDocument, ApiParameter } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { operationWithId } from '../body/paths.ts'
import { lacking, type Need } from '../world/facts.ts'

/** The create has a query parameter that names the member. */
export const namedInQuery: Need = (resource, _, document) =>
  queryKeyOf(resource, document) === undefined
    ? lacking('query parameter of a create that names the member')
    : { holds: true, certainty: isStated(resource, document) ? 'sure' : 'guess' }

/** The query parameter that has the name of the key: `book_id` or `bookId` for `{book}` or `{bookId}` of books. */
export function queryKeyOf(
  { create, key: { parameters }, name: own }: Resource,
  document: ApiDocument,
): ApiParameter | undefined {
  const [key = '', ...others] = parameters
  if (create === undefined || others.length > 0) return undefined
  const names = new Set([plainName(key), `${plainName(own)}id`])
  return operationWithId(document, create.operation).parameters.find(
    ({ name, in: place, description = '' }) =>
      place === 'query' && /id$/i.test(name) && names.has(plainName(name)) && !OTHERWISE.test(description),
  )
}

/** A member that is copied, or on whose behalf another one is made, is there already. */
const OTHERWISE = /\b(?:cop(?:y|ied|ies)|templates?|acting|behalf|clone[ds]?|existing|based on)\b/i

/** True where members name themselves by paths, as in the style that has such a parameter, or where the description says what it is. */
function isStated(resource: Resource, document: ApiDocument): boolean {
  const { description = '' } = queryKeyOf(resource, document) ?? {}
  return resource.key.link !== undefined || /\b(?:becomes?|to use|will be|is used as|chosen by)\b/i.test(description)
}
