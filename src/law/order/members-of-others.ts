import type { Law } from '../world/law.ts'
import { associationIsListedOnce } from '../laws/associations/association-is-listed-once.ts'
import { associationSetReplaces } from '../laws/associations/association-set-replaces.ts'
import { deletedMemberIsNotAssociated } from '../laws/associations/deleted-member-is-not-associated.ts'
import { dissociateAgain } from '../laws/associations/dissociate-again.ts'
import { unknownMemberIsNotAssociated } from '../laws/associations/unknown-member-is-not-associated.ts'
import { deletedParentTakesChildren } from '../laws/deletes/deleted-parent-takes-children.ts'
import { namedMemberStays } from '../laws/deletes/named-member-stays.ts'
import { noReferenceDangles } from '../laws/deletes/no-reference-dangles.ts'
import { recreatedIsNew } from '../laws/deletes/recreated-is-new.ts'
import { unknownParentIsNotFound } from '../laws/keys/unknown-parent-is-not-found.ts'
import { childrenStayWithTheirParent } from '../laws/members/children-stay-with-their-parent.ts'
import { membersStayInTheirScope } from '../laws/members/members-stay-in-their-scope.ts'
import { noMemberBelowItself } from '../laws/updates/no-member-below-itself.ts'
import { limitsAreKept } from '../laws/members/limits-are-kept.ts'
import { namedStateIsRefused } from '../laws/members/named-state-is-refused.ts'
import { overlapsAreRefused } from '../laws/members/overlaps-are-refused.ts'
import { referenceKeepsItsBounds } from '../laws/members/reference-keeps-its-bounds.ts'
import { twinsStayApart } from '../laws/members/twins-stay-apart.ts'
import { unknownReferenceIsRefused } from '../laws/members/unknown-reference-is-refused.ts'
import { childrenOutlastUpdates } from '../laws/updates/children-outlast-updates.ts'
import { pastItemsStay } from '../laws/updates/past-items-stay.ts'

/** Laws between members: parents, references and associations. */
export const LAWS_BETWEEN_MEMBERS: readonly Law[] = [
  childrenStayWithTheirParent,
  twinsStayApart,
  unknownParentIsNotFound,
  childrenOutlastUpdates,
  pastItemsStay,
  deletedParentTakesChildren,
  recreatedIsNew,
  membersStayInTheirScope,
  unknownReferenceIsRefused,
  referenceKeepsItsBounds,
  namedMemberStays,
  noReferenceDangles,
  overlapsAreRefused,
  namedStateIsRefused,
  limitsAreKept,
  noMemberBelowItself,
  associationIsListedOnce,
  associationSetReplaces,
  dissociateAgain,
  unknownMemberIsNotAssociated,
  deletedMemberIsNotAssociated,
]
