import type { Law } from './law.ts'
import { alternativesComeBack } from './laws/alternatives-come-back.ts'
import { boundsHold } from './laws/bounds-hold.ts'
import { boundaryValuesComeBack } from './laws/boundary-values-come-back.ts'
import { childrenStayWithTheirParent } from './laws/children-stay-with-their-parent.ts'
import { concurrentCreates } from './laws/concurrent-creates.ts'
import { concurrentUniqueValues } from './laws/concurrent-unique-values.ts'
import { concurrentUpdates } from './laws/concurrent-updates.ts'
import { concurrentVersionedUpdates } from './laws/concurrent-versioned-updates.ts'
import { createOnlyIfNone } from './laws/create-only-if-none.ts'
import { createShowsMember } from './laws/create-shows-member.ts'
import { credentialsComeFirst } from './laws/credentials-come-first.ts'
import { deleteAgain } from './laws/delete-again.ts'
import { deleteHasEffect } from './laws/delete-has-effect.ts'
import { deletedFreesItsValues } from './laws/deleted-frees-its-values.ts'
import { deletedIsGone } from './laws/deleted-is-gone.ts'
import { deletedLeavesTheList } from './laws/deleted-leaves-the-list.ts'
import { deletedParentTakesChildren } from './laws/deleted-parent-takes-children.ts'
import { farPageIsEmpty } from './laws/far-page-is-empty.ts'
import { failedPatchChangesNothing } from './laws/failed-patch-changes-nothing.ts'
import { filtersFilter } from './laws/filters-filter.ts'
import { forbiddenProperties } from './laws/forbidden-properties.ts'
import { formatsComeBack } from './laws/formats-come-back.ts'
import { headIsLikeGet } from './laws/head-is-like-get.ts'
import { historiesKeepTheState } from './laws/histories-keep-the-state.ts'
import { invalidCreateIsRefused } from './laws/invalid-create-is-refused.ts'
import { invalidUpdateIsRefused } from './laws/invalid-update-is-refused.ts'
import { itemsMatchTheirFilter } from './laws/items-match-their-filter.ts'
import { keysAreUnique } from './laws/keys-are-unique.ts'
import { keysStay } from './laws/keys-stay.ts'
import { listHoldsCreated } from './laws/list-holds-created.ts'
import { locationLeadsThere } from './laws/location-leads-there.ts'
import { malformedJsonIsRefused } from './laws/malformed-json-is-refused.ts'
import { malformedKeyCreatesNothing } from './laws/malformed-key-creates-nothing.ts'
import { malformedKeyIsRefused } from './laws/malformed-key-is-refused.ts'
import { mapsMerge } from './laws/maps-merge.ts'
import { mergeLeavesTheRest } from './laws/merge-leaves-the-rest.ts'
import { missingVersionIsRefused } from './laws/missing-version-is-refused.ts'
import { noCredentialsAreRefused } from './laws/no-credentials-are-refused.ts'
import { membersStayInTheirScope } from './laws/members-stay-in-their-scope.ts'
import { nullRemoves } from './laws/null-removes.ts'
import { pageTellsOfMore } from './laws/page-tells-of-more.ts'
import { pageSizeIsKept } from './laws/page-size-is-kept.ts'
import { pagesHoldAllMembers } from './laws/pages-hold-all-members.ts'
import { patchRemoves } from './laws/patch-removes.ts'
import { putTwiceIsOnce } from './laws/put-twice-is-once.ts'
import { queryBoundsAreKept } from './laws/query-bounds-are-kept.ts'
import { queryValuesAreTaken } from './laws/query-values-are-taken.ts'
import { readEqualsWrite } from './laws/read-equals-write.ts'
import { readersDoNotWrite } from './laws/readers-do-not-write.ts'
import { readsAreRepeatable } from './laws/reads-are-repeatable.ts'
import { refusedCreateLeavesNothing } from './laws/refused-create-leaves-nothing.ts'
import { refusedWriteChangesNothing } from './laws/refused-write-changes-nothing.ts'
import { replaceDropsTheRest } from './laws/replace-drops-the-rest.ts'
import { requiredParameters } from './laws/required-parameters.ts'
import { searchFinds } from './laws/search-finds.ts'
import { secondCreateOfAKey } from './laws/second-create-of-a-key.ts'
import { serverNamesMembers } from './laws/server-names-members.ts'
import { serverValuesStay } from './laws/server-values-stay.ts'
import { similarKeysFindNothing } from './laws/similar-keys-find-nothing.ts'
import { sortsSort } from './laws/sorts-sort.ts'
import { specialKeysWork } from './laws/special-keys-work.ts'
import { staleBodyIsRefused } from './laws/stale-body-is-refused.ts'
import { staleWriteIsRefused } from './laws/stale-write-is-refused.ts'
import { strangersAreRefused } from './laws/strangers-are-refused.ts'
import { textComesBack } from './laws/text-comes-back.ts'
import { totalCountsMembers } from './laws/total-counts-members.ts'
import { uniqueValuesStayUnique } from './laws/unique-values-stay-unique.ts'
import { unknownMemberIsNotFound } from './laws/unknown-member-is-not-found.ts'
import { unknownMemberIsNotWritten } from './laws/unknown-member-is-not-written.ts'
import { unknownParentIsNotFound } from './laws/unknown-parent-is-not-found.ts'
import { unknownQueryIsHarmless } from './laws/unknown-query-is-harmless.ts'
import { unsupportedMediaType } from './laws/unsupported-media-type.ts'
import { unsupportedMethods } from './laws/unsupported-methods.ts'
import { updateAnswerShows } from './laws/update-answer-shows.ts'
import { updateIsListed } from './laws/update-is-listed.ts'
import { updateShows } from './laws/update-shows.ts'
import { validCreateIsAccepted } from './laws/valid-create-is-accepted.ts'
import { versionChanges } from './laws/version-changes.ts'
import { wholeKeyNamesAMember } from './laws/whole-key-names-a-member.ts'
import { wrongCredentialsAreRefused } from './laws/wrong-credentials-are-refused.ts'
import { emptyValuesAreStored } from './laws/empty-values-are-stored.ts'
import { defaultsAreStored } from './laws/defaults-are-stored.ts'
import { formatsAreKept } from './laws/formats-are-kept.ts'
import { namedMemberStays } from './laws/named-member-stays.ts'
import { unknownReferenceIsRefused } from './laws/unknown-reference-is-refused.ts'
import { timesAreKept } from './laws/times-are-kept.ts'
import { idempotencyKeyIsHeeded } from './laws/idempotency-key-is-heeded.ts'
import { putSaysCreated } from './laws/put-says-created.ts'
import { notModifiedIsCurrent } from './laws/not-modified-is-current.ts'

/** All laws, in the order in which they are checked. A new law is a file and a line here. */
export const LAWS: readonly Law[] = [
  validCreateIsAccepted,
  createShowsMember,
  readEqualsWrite,
  alternativesComeBack,
  defaultsAreStored,
  locationLeadsThere,
  keysAreUnique,
  listHoldsCreated,
  totalCountsMembers,
  pagesHoldAllMembers,
  pageSizeIsKept,
  pageTellsOfMore,
  farPageIsEmpty,
  filtersFilter,
  itemsMatchTheirFilter,
  searchFinds,
  boundsHold,
  sortsSort,
  updateShows,
  updateAnswerShows,
  updateIsListed,
  mergeLeavesTheRest,
  mapsMerge,
  emptyValuesAreStored,
  nullRemoves,
  patchRemoves,
  failedPatchChangesNothing,
  replaceDropsTheRest,
  putTwiceIsOnce,
  serverValuesStay,
  timesAreKept,
  serverNamesMembers,
  keysStay,
  boundaryValuesComeBack,
  textComesBack,
  formatsComeBack,
  specialKeysWork,
  wholeKeyNamesAMember,
  invalidCreateIsRefused,
  refusedCreateLeavesNothing,
  forbiddenProperties,
  invalidUpdateIsRefused,
  formatsAreKept,
  refusedWriteChangesNothing,
  malformedJsonIsRefused,
  unsupportedMediaType,
  requiredParameters,
  queryBoundsAreKept,
  queryValuesAreTaken,
  unknownQueryIsHarmless,
  unknownMemberIsNotFound,
  malformedKeyIsRefused,
  malformedKeyCreatesNothing,
  similarKeysFindNothing,
  unknownMemberIsNotWritten,
  secondCreateOfAKey,
  createOnlyIfNone,
  putSaysCreated,
  idempotencyKeyIsHeeded,
  uniqueValuesStayUnique,
  concurrentCreates,
  concurrentUniqueValues,
  concurrentUpdates,
  concurrentVersionedUpdates,
  staleWriteIsRefused,
  staleBodyIsRefused,
  versionChanges,
  notModifiedIsCurrent,
  missingVersionIsRefused,
  childrenStayWithTheirParent,
  unknownParentIsNotFound,
  deletedParentTakesChildren,
  membersStayInTheirScope,
  unknownReferenceIsRefused,
  namedMemberStays,
  deleteHasEffect,
  deletedIsGone,
  deletedLeavesTheList,
  deleteAgain,
  deletedFreesItsValues,
  historiesKeepTheState,
  readsAreRepeatable,
  headIsLikeGet,
  unsupportedMethods,
  noCredentialsAreRefused,
  wrongCredentialsAreRefused,
  credentialsComeFirst,
  strangersAreRefused,
  readersDoNotWrite,
]
