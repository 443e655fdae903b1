import type { Model, Resource } from './model.ts'

/**
 * True for members that stand below each member of their parent from its create on, such as `/zones/{zone}/settings/{setting}`: they have
 * keys, and are read and updated, and nothing creates or deletes them.
 */
export function standsWithParent(resource: Resource, { resources }: Pick<Model, 'resources'>): boolean {
  const { key, create, read, updates, delete: removal, singleton, within } = resource
  const isKept = create === undefined && removal === undefined && singleton !== true
  const above = within.flatMap((one) => ('resource' in one ? [resources[one.resource]] : [])).at(-1)
  return (
    isKept && key.parameters.length === 1 && read !== undefined && updates.length > 0 && above?.create !== undefined
  )
}

/** True for what stands once below each parent, under one path or under each of its keys. */
export function standsOnce(resource: Resource, model: Pick<Model, 'resources'>): boolean {
  return resource.singleton === true || standsWithParent(resource, model)
}
