import type { Law } from './world/law.ts'
import { namedStateIsRefused } from './laws/members/named-state-is-refused.ts'
import { overlapsAreRefused } from './laws/members/overlaps-are-refused.ts'
import { associationIsListedOnce } from './laws/associations/association-is-listed-once.ts'
import { associationSetReplaces } from './laws/associations/association-set-replaces.ts'
import { deletedMemberIsNotAssociated } from './laws/associations/deleted-member-is-not-associated.ts'
import { dissociateAgain } from './laws/associations/dissociate-again.ts'
import { unknownMemberIsNotAssociated } from './laws/associations/unknown-member-is-not-associated.ts'
import { alternativesComeBack } from './laws/members/alternatives-come-back.ts'
import { boundsHold } from './laws/lists/bounds-hold.ts'
import { boundaryValuesComeBack } from './laws/members/boundary-values-come-back.ts'
import { childrenStayWithTheirParent } from './laws/members/children-stay-with-their-parent.ts'
import { concurrentCreates } from './laws/moment/concurrent-creates.ts'
import { concurrentCreatesStayApart } from './laws/moment/concurrent-creates-stay-apart.ts'
import { concurrentMerges } from './laws/moment/concurrent-merges.ts'
import { concurrentUniqueValues } from './laws/moment/concurrent-unique-values.ts'
import { concurrentUpdates } from './laws/moment/concurrent-updates.ts'
import { concurrentVersionedUpdates } from './laws/moment/concurrent-versioned-updates.ts'
import { createOnlyIfNone } from './laws/keys/create-only-if-none.ts'
import { createShowsMember } from './laws/members/create-shows-member.ts'
import { credentialsComeFirst } from './laws/access/credentials-come-first.ts'
import { deleteAgain } from './laws/deletes/delete-again.ts'
import { deleteHasEffect } from './laws/deletes/delete-has-effect.ts'
import { deletedFreesItsValues } from './laws/deletes/deleted-frees-its-values.ts'
import { deletedIsGone } from './laws/deletes/deleted-is-gone.ts'
import { deletedLeavesTheList } from './laws/deletes/deleted-leaves-the-list.ts'
import { deletedParentTakesChildren } from './laws/deletes/deleted-parent-takes-children.ts'
import { farPageIsEmpty } from './laws/lists/far-page-is-empty.ts'
import { failedPatchChangesNothing } from './laws/updates/failed-patch-changes-nothing.ts'
import { fieldsAreChosen } from './laws/lists/fields-are-chosen.ts'
import { filterExpressionsHold } from './laws/lists/filter-expressions-hold.ts'
import { filtersFilter } from './laws/lists/filters-filter.ts'
import { forbiddenProperties } from './laws/refusals/forbidden-properties.ts'
import { formatsComeBack } from './laws/members/formats-come-back.ts'
import { headIsLikeGet } from './laws/members/head-is-like-get.ts'
import { historiesKeepTheState } from './laws/members/histories-keep-the-state.ts'
import { invalidCreateIsRefused } from './laws/refusals/invalid-create-is-refused.ts'
import { invalidUpdateIsRefused } from './laws/refusals/invalid-update-is-refused.ts'
import { itemsMatchTheirFilter } from './laws/lists/items-match-their-filter.ts'
import { keyCaseIsAsStated } from './laws/keys/key-case-is-as-stated.ts'
import { keysAreUnique } from './laws/keys/keys-are-unique.ts'
import { keysStay } from './laws/keys/keys-stay.ts'
import { largeIntegersAreAnswered } from './laws/lists/large-integers-are-answered.ts'
import { listAgreesWithRead } from './laws/lists/list-agrees-with-read.ts'
import { listHoldsCreated } from './laws/lists/list-holds-created.ts'
import { listsKeepTheirOrder } from './laws/lists/lists-keep-their-order.ts'
import { locationLeadsThere } from './laws/members/location-leads-there.ts'
import { trialChangesNothing } from './laws/refusals/trial-changes-nothing.ts'
import { malformedJsonIsRefused } from './laws/refusals/malformed-json-is-refused.ts'
import { malformedKeyCreatesNothing } from './laws/keys/malformed-key-creates-nothing.ts'
import { malformedKeyIsRefused } from './laws/keys/malformed-key-is-refused.ts'
import { immutableValuesStay } from './laws/updates/immutable-values-stay.ts'
import { mapsMerge } from './laws/updates/maps-merge.ts'
import { mergeLeavesTheRest } from './laws/updates/merge-leaves-the-rest.ts'
import { missingVersionIsRefused } from './laws/versions/missing-version-is-refused.ts'
import { nextLinkKeepsTheQuery } from './laws/lists/next-link-keeps-the-query.ts'
import { noCredentialsAreRefused } from './laws/access/no-credentials-are-refused.ts'
import { membersStayInTheirScope } from './laws/members/members-stay-in-their-scope.ts'
import { nullClears } from './laws/updates/null-clears.ts'
import { nullRemoves } from './laws/updates/null-removes.ts'
import { flagsLeaveOutParts } from './laws/lists/flags-leave-out-parts.ts'
import { foreignCursorsAreRefused } from './laws/lists/foreign-cursors-are-refused.ts'
import { walkEndsWhereItSays } from './laws/lists/walk-ends-where-it-says.ts'
import { pageTellsOfMore } from './laws/lists/page-tells-of-more.ts'
import { pageSizeIsKept } from './laws/lists/page-size-is-kept.ts'
import { pagesHoldAllMembers } from './laws/lists/pages-hold-all-members.ts'
import { pagesLeadBack } from './laws/lists/pages-lead-back.ts'
import { pastItemsStay } from './laws/updates/past-items-stay.ts'
import { patchRemoves } from './laws/updates/patch-removes.ts'
import { putTwiceIsOnce } from './laws/updates/put-twice-is-once.ts'
import { queryBoundsAreKept } from './laws/lists/query-bounds-are-kept.ts'
import { queryDefaultsHold } from './laws/lists/query-defaults-hold.ts'
import { queryValuesAreTaken } from './laws/lists/query-values-are-taken.ts'
import { recreatedIsNew } from './laws/deletes/recreated-is-new.ts'
import { readEqualsWrite } from './laws/members/read-equals-write.ts'
import { readersDoNotWrite } from './laws/access/readers-do-not-write.ts'
import { readsAreRepeatable } from './laws/members/reads-are-repeatable.ts'
import { refusedCreateLeavesNothing } from './laws/refusals/refused-create-leaves-nothing.ts'
import { refusedWriteChangesNothing } from './laws/refusals/refused-write-changes-nothing.ts'
import { replaceDropsTheRest } from './laws/updates/replace-drops-the-rest.ts'
import { requiredParameters } from './laws/refusals/required-parameters.ts'
import { searchesKeepToTheirBodies } from './laws/lists/searches-keep-to-their-bodies.ts'
import { searchesShowMembers } from './laws/lists/searches-show-members.ts'
import { searchFinds } from './laws/lists/search-finds.ts'
import { secondCreateOfAKey } from './laws/keys/second-create-of-a-key.ts'
import { serverNamesMembers } from './laws/keys/server-names-members.ts'
import { serverValuesStay } from './laws/members/server-values-stay.ts'
import { similarKeysFindNothing } from './laws/keys/similar-keys-find-nothing.ts'
import { sortsSort } from './laws/lists/sorts-sort.ts'
import { specialKeysWork } from './laws/keys/special-keys-work.ts'
import { staleDeleteIsRefused } from './laws/versions/stale-delete-is-refused.ts'
import { staleBodyIsRefused } from './laws/versions/stale-body-is-refused.ts'
import { staleWriteIsRefused } from './laws/versions/stale-write-is-refused.ts'
import { strangersAreRefused } from './laws/access/strangers-are-refused.ts'
import { textsAreStoredAsStated } from './laws/members/texts-are-stored-as-stated.ts'
import { textComesBack } from './laws/members/text-comes-back.ts'
import { totalCountsMembers } from './laws/lists/total-counts-members.ts'
import { uniqueValuesStayUnique } from './laws/members/unique-values-stay-unique.ts'
import { unknownMemberIsNotFound } from './laws/keys/unknown-member-is-not-found.ts'
import { unknownKeyIsNotWritten } from './laws/keys/unknown-key-is-not-written.ts'
import { unknownMemberIsNotWritten } from './laws/keys/unknown-member-is-not-written.ts'
import { unknownParentIsNotFound } from './laws/keys/unknown-parent-is-not-found.ts'
import { unknownQueryIsHarmless } from './laws/lists/unknown-query-is-harmless.ts'
import { unsupportedMediaType } from './laws/refusals/unsupported-media-type.ts'
import { unsupportedMethods } from './laws/refusals/unsupported-methods.ts'
import { updateAnswerShows } from './laws/updates/update-answer-shows.ts'
import { updateIsListed } from './laws/updates/update-is-listed.ts'
import { updateShows } from './laws/updates/update-shows.ts'
import { validCreateIsAccepted } from './laws/members/valid-create-is-accepted.ts'
import { restoredIsRead } from './laws/deletes/restored-is-read.ts'
import { otherStateIsRefused } from './laws/updates/other-state-is-refused.ts'
import { actionAgainChangesNothing } from './laws/members/action-again-changes-nothing.ts'
import { actionHasEffect } from './laws/members/action-has-effect.ts'
import { queryNamesMember } from './laws/keys/query-names-member.ts'
import { updateDerivesLikeCreate } from './laws/updates/update-derives-like-create.ts'
import { countsFollowMembers } from './laws/members/counts-follow-members.ts'
import { updateMaskIsKept } from './laws/updates/update-mask-is-kept.ts'
import { versionPropertyChanges } from './laws/versions/version-property-changes.ts'
import { versionChanges } from './laws/versions/version-changes.ts'
import { walkKeepsItsMaximum } from './laws/lists/walk-keeps-its-maximum.ts'
import { wholeKeyNamesAMember } from './laws/keys/whole-key-names-a-member.ts'
import { wrongCredentialsAreRefused } from './laws/access/wrong-credentials-are-refused.ts'
import { eachCredentialIsNeeded } from './laws/access/each-credential-is-needed.ts'
import { nullRemovesEntries } from './laws/updates/null-removes-entries.ts'
import { otherListsShowMembers } from './laws/lists/other-lists-show-members.ts'
import { otherKeysStay } from './laws/updates/other-keys-stay.ts'
import { otherKeyIsRefused } from './laws/keys/other-key-is-refused.ts'
import { batchCreatesAll } from './laws/batches/batch-creates-all.ts'
import { refusedBatchLeavesNothing } from './laws/batches/refused-batch-leaves-nothing.ts'
import { batchMaximumIsKept } from './laws/batches/batch-maximum-is-kept.ts'
import { batchUpdateChangesEach } from './laws/batches/batch-update-changes-each.ts'
import { batchDeleteRemovesEach } from './laws/batches/batch-delete-removes-each.ts'
import { twinsStayApart } from './laws/members/twins-stay-apart.ts'
import { bareMembersTakeUpdates } from './laws/updates/bare-members-take-updates.ts'
import { childrenOutlastUpdates } from './laws/updates/children-outlast-updates.ts'
import { invalidPatchIsRefused } from './laws/updates/invalid-patch-is-refused.ts'
import { emptyValuesAreStored } from './laws/updates/empty-values-are-stored.ts'
import { defaultsAreStored } from './laws/members/defaults-are-stored.ts'
import { formatsAreKept } from './laws/members/formats-are-kept.ts'
import { updateRefusesWhatCreateRefuses } from './laws/updates/update-refuses-what-create-refuses.ts'
import { noReferenceDangles } from './laws/deletes/no-reference-dangles.ts'
import { namedMemberStays } from './laws/deletes/named-member-stays.ts'
import { unknownReferenceIsRefused } from './laws/members/unknown-reference-is-refused.ts'
import { timesAreKept } from './laws/members/times-are-kept.ts'
import { idempotencyKeyIsHeeded } from './laws/members/idempotency-key-is-heeded.ts'
import { putSaysCreated } from './laws/updates/put-says-created.ts'
import { unchangedIsNotModified } from './laws/versions/unchanged-is-not-modified.ts'
import { notModifiedIsCurrent } from './laws/versions/not-modified-is-current.ts'

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
  listAgreesWithRead,
  otherListsShowMembers,
  totalCountsMembers,
  flagsLeaveOutParts,
  pagesHoldAllMembers,
  pageSizeIsKept,
  walkKeepsItsMaximum,
  pageTellsOfMore,
  walkEndsWhereItSays,
  foreignCursorsAreRefused,
  pagesLeadBack,
  farPageIsEmpty,
  largeIntegersAreAnswered,
  filtersFilter,
  filterExpressionsHold,
  itemsMatchTheirFilter,
  searchFinds,
  searchesShowMembers,
  searchesKeepToTheirBodies,
  boundsHold,
  sortsSort,
  listsKeepTheirOrder,
  nextLinkKeepsTheQuery,
  fieldsAreChosen,
  countsFollowMembers,
  actionHasEffect,
  actionAgainChangesNothing,
  otherStateIsRefused,
  updateShows,
  updateAnswerShows,
  updateIsListed,
  updateDerivesLikeCreate,
  mergeLeavesTheRest,
  otherKeysStay,
  bareMembersTakeUpdates,
  updateMaskIsKept,
  mapsMerge,
  emptyValuesAreStored,
  nullRemoves,
  nullClears,
  nullRemovesEntries,
  patchRemoves,
  failedPatchChangesNothing,
  invalidPatchIsRefused,
  replaceDropsTheRest,
  putTwiceIsOnce,
  serverValuesStay,
  immutableValuesStay,
  timesAreKept,
  serverNamesMembers,
  keysStay,
  otherKeyIsRefused,
  boundaryValuesComeBack,
  textComesBack,
  textsAreStoredAsStated,
  formatsComeBack,
  specialKeysWork,
  wholeKeyNamesAMember,
  invalidCreateIsRefused,
  refusedCreateLeavesNothing,
  forbiddenProperties,
  invalidUpdateIsRefused,
  formatsAreKept,
  updateRefusesWhatCreateRefuses,
  refusedWriteChangesNothing,
  trialChangesNothing,
  malformedJsonIsRefused,
  unsupportedMediaType,
  requiredParameters,
  queryBoundsAreKept,
  queryValuesAreTaken,
  queryDefaultsHold,
  unknownQueryIsHarmless,
  unknownMemberIsNotFound,
  malformedKeyIsRefused,
  malformedKeyCreatesNothing,
  unknownKeyIsNotWritten,
  similarKeysFindNothing,
  keyCaseIsAsStated,
  secondCreateOfAKey,
  createOnlyIfNone,
  queryNamesMember,
  putSaysCreated,
  idempotencyKeyIsHeeded,
  uniqueValuesStayUnique,
  concurrentCreates,
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
  childrenStayWithTheirParent,
  twinsStayApart,
  unknownParentIsNotFound,
  childrenOutlastUpdates,
  pastItemsStay,
  deletedParentTakesChildren,
  recreatedIsNew,
  membersStayInTheirScope,
  unknownReferenceIsRefused,
  namedMemberStays,
  noReferenceDangles,
  overlapsAreRefused,
  namedStateIsRefused,
  associationIsListedOnce,
  associationSetReplaces,
  dissociateAgain,
  unknownMemberIsNotAssociated,
  deletedMemberIsNotAssociated,
  deleteHasEffect,
  unknownMemberIsNotWritten,
  deletedIsGone,
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
