import type { Law } from './law.ts'
import { createShowsMember } from './laws/create-shows-member.ts'
import { deletedIsGone } from './laws/deleted-is-gone.ts'
import { listHoldsCreated } from './laws/list-holds-created.ts'
import { mergeLeavesTheRest } from './laws/merge-leaves-the-rest.ts'
import { readEqualsWrite } from './laws/read-equals-write.ts'
import { refusedWriteChangesNothing } from './laws/refused-write-changes-nothing.ts'
import { unknownMemberIsNotFound } from './laws/unknown-member-is-not-found.ts'
import { updateShows } from './laws/update-shows.ts'
import { validCreateIsAccepted } from './laws/valid-create-is-accepted.ts'

/** All laws, in the order in which they are checked. A new law is a file and a line here. */
export const LAWS: readonly Law[] = [
  validCreateIsAccepted,
  createShowsMember,
  readEqualsWrite,
  listHoldsCreated,
  updateShows,
  mergeLeavesTheRest,
  refusedWriteChangesNothing,
  deletedIsGone,
  unknownMemberIsNotFound,
]
