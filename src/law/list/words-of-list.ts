import { saidOfResource } from '../../document/says/said-of-resource.ts'
import type { World } from '../world/world.ts'

/** What the document says of the list of a resource: at its operation, and under a label in the description of the API. */
export function wordsOfList({ resource, operation, document }: World): readonly string[] {
  const { description = '' } = operation(resource.list?.operation ?? '')
  return [description, ...saidOfResource(resource.name, document.description)]
}
