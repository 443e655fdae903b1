import type { Model, Resource } from '../../resource/model.ts'

/** The resource that each operation belongs to, by operation id. */
export function ownersOf({ resources }: Pick<Model, 'resources'>): ReadonlyMap<string, Resource> {
  return new Map(
    Object.values(resources).flatMap((resource) => {
      const { list, create, read, updates, delete: removal } = resource
      const operations = [list, create, read, ...updates, removal].flatMap((facts) => facts?.operation ?? [])
      return operations.map((id): [string, Resource] => [id, resource])
    }),
  )
}
