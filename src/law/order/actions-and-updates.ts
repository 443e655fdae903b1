import type { Law } from '../world/law.ts'
import { keysStay } from '../laws/keys/keys-stay.ts'
import { otherKeyIsRefused } from '../laws/keys/other-key-is-refused.ts'
import { serverNamesMembers } from '../laws/keys/server-names-members.ts'
import { specialKeysWork } from '../laws/keys/special-keys-work.ts'
import { wholeKeyNamesAMember } from '../laws/keys/whole-key-names-a-member.ts'
import { actionAgainChangesNothing } from '../laws/members/action-again-changes-nothing.ts'
import { actionHasEffect } from '../laws/members/action-has-effect.ts'
import { boundaryValuesComeBack } from '../laws/members/boundary-values-come-back.ts'
import { formatsComeBack } from '../laws/members/formats-come-back.ts'
import { serverValuesStay } from '../laws/members/server-values-stay.ts'
import { textComesBack } from '../laws/members/text-comes-back.ts'
import { textsAreStoredAsStated } from '../laws/members/texts-are-stored-as-stated.ts'
import { timesAreKept } from '../laws/members/times-are-kept.ts'
import { bareMembersTakeUpdates } from '../laws/updates/bare-members-take-updates.ts'
import { emptyValuesAreStored } from '../laws/updates/empty-values-are-stored.ts'
import { failedPatchChangesNothing } from '../laws/updates/failed-patch-changes-nothing.ts'
import { immutableValuesStay } from '../laws/updates/immutable-values-stay.ts'
import { invalidPatchIsRefused } from '../laws/updates/invalid-patch-is-refused.ts'
import { maskLeadsInto } from '../laws/updates/mask-leads-into.ts'
import { maskResets } from '../laws/updates/mask-resets.ts'
import { unknownMaskPaths } from '../laws/updates/unknown-mask-paths.ts'
import { mapsMerge } from '../laws/updates/maps-merge.ts'
import { mergeLeavesTheRest } from '../laws/updates/merge-leaves-the-rest.ts'
import { nullClears } from '../laws/updates/null-clears.ts'
import { nullRemovesEntries } from '../laws/updates/null-removes-entries.ts'
import { nullRemoves } from '../laws/updates/null-removes.ts'
import { otherKeysStay } from '../laws/updates/other-keys-stay.ts'
import { closedMembersKeepTheirs } from '../laws/updates/closed-members-keep-theirs.ts'
import { statesOutlastUpdates } from '../laws/updates/states-outlast-updates.ts'
import { otherStateIsRefused } from '../laws/updates/other-state-is-refused.ts'
import { patchRemoves } from '../laws/updates/patch-removes.ts'
import { putTwiceIsOnce } from '../laws/updates/put-twice-is-once.ts'
import { replaceDropsTheRest } from '../laws/updates/replace-drops-the-rest.ts'
import { updateAnswerShows } from '../laws/updates/update-answer-shows.ts'
import { updateDerivesLikeCreate } from '../laws/updates/update-derives-like-create.ts'
import { updateIsListed } from '../laws/updates/update-is-listed.ts'
import { updateMaskIsKept } from '../laws/updates/update-mask-is-kept.ts'
import { updateShows } from '../laws/updates/update-shows.ts'

/** Laws of actions, updates and the values that they store. */
export const ACTION_AND_UPDATE_LAWS: readonly Law[] = [
  actionHasEffect,
  actionAgainChangesNothing,
  otherStateIsRefused,
  statesOutlastUpdates,
  closedMembersKeepTheirs,
  updateShows,
  updateAnswerShows,
  updateIsListed,
  updateDerivesLikeCreate,
  mergeLeavesTheRest,
  otherKeysStay,
  bareMembersTakeUpdates,
  updateMaskIsKept,
  maskLeadsInto,
  maskResets,
  unknownMaskPaths,
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
]
