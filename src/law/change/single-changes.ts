import type { UpdateFacts } from '../../resource/model.ts'
import type { World } from '../world/world.ts'
import { changedMember, type Changing } from './changed-member.ts'
import { changedParts } from './changed-part.ts'

/** An update, and what it sends. */
export interface SentUpdate {
  readonly facts: UpdateFacts
  readonly sent: Readonly<Record<string, unknown>>
}

/** The properties that are changed alone, as a count. */
const MOST = 3

/** Updates by each other operation than the first, and of single properties where an update merges. */
export function singleChanges({ member, facts: first }: Changing, world: World): readonly SentUpdate[] {
  return world.resource.updates.flatMap((facts): readonly SentUpdate[] => {
    const changing = { member, facts, variant: 8 }
    if (facts.effect?.value === 'merge')
      return changedParts(changing, world)
        .slice(0, MOST)
        .map((sent) => ({ facts, sent }))
    const sent = facts === first ? undefined : changedMember(changing, world)
    return sent === undefined ? [] : [{ facts, sent }]
  })
}
