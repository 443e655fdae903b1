import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import type { Location } from '../../source/mistake.ts'

/** The place of a resource in the document: that of its first operation. */
export function placeOfResource(resource: Resource, { operations }: Pick<ApiDocument, 'operations'>): Location {
  const { create, list, read, updates, delete: removal } = resource
  const id = create?.operation ?? list?.operation ?? read?.operation ?? updates[0]?.operation ?? removal?.operation
  const place = findOperation({ operations }, id)?.place
  return { file: place?.file ?? '', line: place?.line ?? 1, column: place?.column ?? 1 }
}
