import { type MaskSaid, maskSaid } from '../../document/says/mask-said.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import type { Resource, UpdateFacts } from '../../resource/model.ts'
import { takesChanges } from '../../resource/takes-changes.ts'
import { operationWithId } from '../body/paths.ts'
import { maskOf } from '../world/update-mask.ts'

/** An update with a mask in its query. */
export interface MaskedUpdate {
  readonly facts: UpdateFacts
  /** The name of the mask. */
  readonly mask: string
  readonly said: MaskSaid
}

/** The updates of a resource with a mask, once for each operation. */
export function maskedUpdates({ updates }: Resource, document: ApiDocument): readonly MaskedUpdate[] {
  const once = updates.filter(
    (facts, index) =>
      !takesChanges(facts) && updates.findIndex(({ operation }) => operation === facts.operation) === index,
  )
  return once.flatMap((facts) => {
    const operation = operationWithId(document, facts.operation)
    const mask = maskOf(operation, document)
    if (mask === undefined) return []
    return [{ facts, mask: mask.name, said: maskSaid(mask.description, operation.description) }]
  })
}
