import type { Law } from '../world/law.ts'
import { ownValuesAreNoConflict } from '../laws/updates/own-values-are-no-conflict.ts'
import { uniqueValuesStayUnique } from '../laws/members/unique-values-stay-unique.ts'
import { concurrentCreatesStayApart } from '../laws/moment/concurrent-creates-stay-apart.ts'
import { concurrentCreatesOfOneKey } from '../laws/moment/concurrent-creates-of-one-key.ts'
import { concurrentCreates } from '../laws/moment/concurrent-creates.ts'
import { concurrentMerges } from '../laws/moment/concurrent-merges.ts'
import { concurrentUniqueValues } from '../laws/moment/concurrent-unique-values.ts'
import { concurrentUpdates } from '../laws/moment/concurrent-updates.ts'
import { concurrentVersionedUpdates } from '../laws/moment/concurrent-versioned-updates.ts'
import { missingVersionIsRefused } from '../laws/versions/missing-version-is-refused.ts'
import { notModifiedIsCurrent } from '../laws/versions/not-modified-is-current.ts'
import { staleBodyIsRefused } from '../laws/versions/stale-body-is-refused.ts'
import { staleDeleteIsRefused } from '../laws/versions/stale-delete-is-refused.ts'
import { staleWriteIsRefused } from '../laws/versions/stale-write-is-refused.ts'
import { unchangedIsNotModified } from '../laws/versions/unchanged-is-not-modified.ts'
import { versionChanges } from '../laws/versions/version-changes.ts'
import { versionPropertyChanges } from '../laws/versions/version-property-changes.ts'

/** Laws of writes at once and of versions. */
export const CONCURRENCY_AND_VERSION_LAWS: readonly Law[] = [
  uniqueValuesStayUnique,
  ownValuesAreNoConflict,
  concurrentCreates,
  concurrentCreatesOfOneKey,
  concurrentUniqueValues,
  concurrentCreatesStayApart,
  concurrentUpdates,
  concurrentMerges,
  concurrentVersionedUpdates,
  staleWriteIsRefused,
  staleBodyIsRefused,
  staleDeleteIsRefused,
  versionChanges,
  versionPropertyChanges,
  notModifiedIsCurrent,
  unchangedIsNotModified,
  missingVersionIsRefused,
]
