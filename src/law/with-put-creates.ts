import type { ApiDocument } from '../document/api-document.ts'
import type { Model, Resource } from '../resource/model.ts'
import { operationWithId } from './paths.ts'

/**
 * The model with a create for each resource that has none and whose members are put: a PUT at a free key may create a member. A guess: a
 * target that refuses it has no such create.
 */
export function withPutCreates(model: Model, document: ApiDocument): Model {
  const resources = Object.entries(model.resources).map(([name, one]) => [name, withPutCreate(one, document)])
  return { ...model, resources: Object.fromEntries(resources) }
}

function withPutCreate(resource: Resource, document: ApiDocument): Resource {
  if (resource.create !== undefined || resource.singleton === true || resource.key.parameters.length === 0)
    return resource
  const put = resource.updates.find(
    ({ operation, unknown }) =>
      operationWithId(document, operation).method === 'PUT' && (unknown === undefined || unknown.value === 'creates'),
  )
  if (put === undefined) return resource
  const because = 'no operation creates members, and a PUT may'
  return {
    ...resource,
    create: { operation: put.operation, media: put.media, answers: { value: 'member', certainty: 'guess', because } },
    key: {
      ...resource.key,
      chosen: { value: 'client', certainty: 'guess', because },
      in: { value: 'path', certainty: 'guess', because },
    },
  }
}
