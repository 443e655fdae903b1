import type { Law } from '../world/law.ts'
import { credentialsComeFirst } from '../laws/access/credentials-come-first.ts'
import { eachCredentialIsNeeded } from '../laws/access/each-credential-is-needed.ts'
import { noCredentialsAreRefused } from '../laws/access/no-credentials-are-refused.ts'
import { readersDoNotWrite } from '../laws/access/readers-do-not-write.ts'
import { strangersAreRefused } from '../laws/access/strangers-are-refused.ts'
import { wrongCredentialsAreRefused } from '../laws/access/wrong-credentials-are-refused.ts'
import { batchCreatesAll } from '../laws/batches/batch-creates-all.ts'
import { batchDeleteRemovesEach } from '../laws/batches/batch-delete-removes-each.ts'
import { batchMaximumIsKept } from '../laws/batches/batch-maximum-is-kept.ts'
import { batchUpdateChangesEach } from '../laws/batches/batch-update-changes-each.ts'
import { refusedBatchLeavesNothing } from '../laws/batches/refused-batch-leaves-nothing.ts'
import { deleteAgain } from '../laws/deletes/delete-again.ts'
import { deleteHasEffect } from '../laws/deletes/delete-has-effect.ts'
import { deletedFreesItsValues } from '../laws/deletes/deleted-frees-its-values.ts'
import { deletedIsGone } from '../laws/deletes/deleted-is-gone.ts'
import { deletedIsShown } from '../laws/deletes/deleted-is-shown.ts'
import { deletedLeavesTheList } from '../laws/deletes/deleted-leaves-the-list.ts'
import { restoredIsRead } from '../laws/deletes/restored-is-read.ts'
import { unknownMemberIsNotWritten } from '../laws/keys/unknown-member-is-not-written.ts'
import { headIsLikeGet } from '../laws/members/head-is-like-get.ts'
import { historiesKeepTheState } from '../laws/members/histories-keep-the-state.ts'
import { readsAreRepeatable } from '../laws/members/reads-are-repeatable.ts'
import { unsupportedMethods } from '../laws/refusals/unsupported-methods.ts'

/** Laws of deletes, batches, histories, methods and credentials. */
export const DELETE_AND_ACCESS_LAWS: readonly Law[] = [
  deleteHasEffect,
  unknownMemberIsNotWritten,
  deletedIsGone,
  deletedIsShown,
  deletedLeavesTheList,
  deleteAgain,
  deletedFreesItsValues,
  restoredIsRead,
  batchCreatesAll,
  refusedBatchLeavesNothing,
  batchMaximumIsKept,
  batchUpdateChangesEach,
  batchDeleteRemovesEach,
  historiesKeepTheState,
  readsAreRepeatable,
  headIsLikeGet,
  unsupportedMethods,
  noCredentialsAreRefused,
  wrongCredentialsAreRefused,
  eachCredentialIsNeeded,
  credentialsComeFirst,
  strangersAreRefused,
  readersDoNotWrite,
]
