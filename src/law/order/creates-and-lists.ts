import type { Law } from '../world/law.ts'
import { keysAreUnique } from '../laws/keys/keys-are-unique.ts'
import { boundsHold } from '../laws/lists/bounds-hold.ts'
import { farPageIsEmpty } from '../laws/lists/far-page-is-empty.ts'
import { fieldsAreChosen } from '../laws/lists/fields-are-chosen.ts'
import { filterExpressionsHold } from '../laws/lists/filter-expressions-hold.ts'
import { filtersFilter } from '../laws/lists/filters-filter.ts'
import { flagsLeaveOutParts } from '../laws/lists/flags-leave-out-parts.ts'
import { foreignCursorsAreRefused } from '../laws/lists/foreign-cursors-are-refused.ts'
import { itemsMatchTheirFilter } from '../laws/lists/items-match-their-filter.ts'
import { largeIntegersAreAnswered } from '../laws/lists/large-integers-are-answered.ts'
import { listAgreesWithRead } from '../laws/lists/list-agrees-with-read.ts'
import { listHoldsCreated } from '../laws/lists/list-holds-created.ts'
import { listsKeepTheirOrder } from '../laws/lists/lists-keep-their-order.ts'
import { nextLinkKeepsTheQuery } from '../laws/lists/next-link-keeps-the-query.ts'
import { otherListsShowMembers } from '../laws/lists/other-lists-show-members.ts'
import { pageSizeIsKept } from '../laws/lists/page-size-is-kept.ts'
import { pageTellsOfMore } from '../laws/lists/page-tells-of-more.ts'
import { pagesHoldAllMembers } from '../laws/lists/pages-hold-all-members.ts'
import { pagesLeadBack } from '../laws/lists/pages-lead-back.ts'
import { searchFinds } from '../laws/lists/search-finds.ts'
import { searchesKeepToTheirBodies } from '../laws/lists/searches-keep-to-their-bodies.ts'
import { searchesShowMembers } from '../laws/lists/searches-show-members.ts'
import { sortsSort } from '../laws/lists/sorts-sort.ts'
import { totalCountsMembers } from '../laws/lists/total-counts-members.ts'
import { walkEndsWhereItSays } from '../laws/lists/walk-ends-where-it-says.ts'
import { walkKeepsItsMaximum } from '../laws/lists/walk-keeps-its-maximum.ts'
import { alternativesComeBack } from '../laws/members/alternatives-come-back.ts'
import { copiesAreCurrent } from '../laws/members/copies-are-current.ts'
import { sumsFollowMembers } from '../laws/members/sums-follow-members.ts'
import { countsFollowMembers } from '../laws/members/counts-follow-members.ts'
import { createShowsMember } from '../laws/members/create-shows-member.ts'
import { defaultsAreStored } from '../laws/members/defaults-are-stored.ts'
import { locationLeadsThere } from '../laws/members/location-leads-there.ts'
import { readEqualsWrite } from '../laws/members/read-equals-write.ts'
import { validCreateIsAccepted } from '../laws/members/valid-create-is-accepted.ts'

/** Laws of creates and lists, in the order in which they are checked. */
export const CREATE_AND_LIST_LAWS: readonly Law[] = [
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
  sumsFollowMembers,
  copiesAreCurrent,
]
