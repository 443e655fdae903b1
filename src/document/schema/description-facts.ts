import { sameParentSaid, saysNotDeleted } from '../says/says-reference-bounds.ts'
import { saysNewWhenRecreated } from '../says/says-key-of-deleted.ts'
import { arithmeticSaid, saysShare } from '../says/says-arithmetic.ts'
import { copySaid } from '../says/says-copy.ts'
import { hierarchySaid } from '../says/says-hierarchy.ts'
import { saysEntryPath } from '../says/mask-said.ts'
import type { SchemaDraft } from './conversion.ts'
import { countLimitOf } from '../says/count-limit-said.ts'
import { saysDeletedKeepsValues, saysDeletedMayKeepValues } from '../says/deleted-keeps-values.ts'
import { methodsSaid } from '../says/methods-said.ts'
import { maskedInAnswers } from '../says/says-masked.ts'
import { saysEmptyClears, saysNullClears } from '../says/says-null-clears.ts'
import { saysPageCount, saysUnfiltered } from '../says/says-count.ts'
import { saysCurrentPage } from '../says/says-current-page.ts'
import { saysDerived } from '../says/says-derived.ts'
import { saysEstimate } from '../says/says-estimate.ts'
import { saysEpoch } from '../says/says-epoch.ts'
import { saysHttpStatus } from '../says/says-http-status.ts'
import { saysIdempotent } from '../says/says-idempotent.ts'
import { saysInstant } from '../says/says-instant.ts'
import { saysIgnored } from '../says/says-ignored.ts'
import { saysImmutable } from '../says/says-immutable.ts'
import { saysClearsOthers } from '../says/says-clears-others.ts'
import { saysChanged } from '../says/says-changed.ts'
import { saysMayChange } from '../says/says-may-change.ts'
import { saysUpdatesDiffer } from '../says/says-update-differs.ts'
import { keyOf } from '../says/says-key-of.ts'
import { saysKept } from '../says/says-kept.ts'
import {
  saysEmptyRemoves,
  saysMerged,
  saysMergedByUpdates,
  saysNullRemoves,
  saysReplaced,
} from '../says/says-merged.ts'
import { saysMustExist, saysNeedNotExist } from '../says/says-must-exist.ts'
import { saysStaleRefused } from '../says/says-stale-refused.ts'
import { saysServerSets } from '../says/says-server-sets.ts'
import { saysShownElsewhere, saysWriteOnly } from '../says/says-write-only.ts'
import { saysPartial } from '../says/says-partial.ts'
import { saysOfReads } from '../says/says-of-reads.ts'
import { saysVersionChanges } from '../says/says-version-changes.ts'
import { numberInState, numberOf } from '../says/says-number.ts'
import { oneOfSaid } from '../says/says-one-of.ts'
import { afterSaid } from '../says/says-after.ts'
import { nullSaid } from '../says/says-null.ts'
import { saysRule } from '../says/says-rule.ts'
import { orderSaid } from '../says/says-order.ts'
import { saysPathKey } from '../says/says-path-key.ts'
import { totalOf } from '../says/says-total.ts'
import { storedListSaid } from '../says/says-stored-list.ts'
import { saysUniqueInList, uniqueOfItemsSaid } from '../says/says-unique-items.ts'
import { completedTextSaid, storedTextSaid } from '../says/says-stored-text.ts'
import { saysTaken } from '../says/says-taken.ts'
import { ignoresCase, storesOneCase, saysUnique } from '../says/says-unique.ts'
import { saysWalkEnds } from '../says/says-walk-ends.ts'
import { saysUrl } from '../says/says-url.ts'

/** Keywords for what a description says of a value: each is true, or has the value that the description states. */
export function factsOf(description: unknown): SchemaDraft {
  return Object.fromEntries(
    Object.entries(FACTS).flatMap(([keyword, read]): readonly (readonly [string, unknown])[] => {
      const fact = read(description)
      return fact === undefined || fact === false ? [] : [[keyword, fact]]
    }),
  )
}

/** The facts that are read from descriptions, by their keywords. A fact that is false or undefined is none. */
const FACTS: Readonly<Record<string, (description: unknown) => unknown>> = {
  'x-unique': (value) => isUnique(value) && String(value),
  'x-loose-case': (value) => ignoresCase(value) || storesOneCase(value),
  'x-any-case': (value) => isUnique(value) && (ignoresCase(value) || storesOneCase(value)),
  'x-deleted-keeps': saysDeletedKeepsValues,
  'x-deleted-may-keep': saysDeletedMayKeepValues,
  'x-count-limit': countLimitOf,
  'x-server-set': saysServerSets,
  'x-write-only': saysWriteOnly,
  'x-masked': maskedInAnswers,
  'x-one-of': oneOfSaid,
  'x-null-by': nullSaid,
  'x-after': afterSaid,
  'x-rule': saysRule,
  'x-must-exist': saysMustExist,
  'x-may-miss': saysNeedNotExist,
  'x-kept': saysKept,
  'x-entry-path': saysEntryPath,
  'x-new-when-recreated': saysNewWhenRecreated,
  'x-same-parent': sameParentSaid,
  'x-not-deleted': saysNotDeleted,
  'x-merged': saysMerged,
  'x-replaced': saysReplaced,
  'x-path-key': saysPathKey,
  'x-null-removes': saysNullRemoves,
  'x-empty-removes': saysEmptyRemoves,
  'x-null-clears': saysNullClears,
  'x-empty-clears': saysEmptyClears,
  'x-merged-by-updates': saysMergedByUpdates,
  'x-partial': (value) => typeof value === 'string' && saysPartial(value),
  'x-merging-methods': (value) => methodsSaid(value, (clause) => saysMerged(clause) || saysMergedByUpdates(clause)),
  'x-removing-methods': (value) => methodsSaid(value, (clause) => saysNullRemoves(clause) || saysEmptyRemoves(clause)),
  'x-changed': (value) => saysChanged(value) || saysShownElsewhere(value),
  'x-clears-others': saysClearsOthers,
  'x-may-change': (value) => saysMayChange(value) || saysUpdatesDiffer(value),
  'x-derived': saysDerived,
  'x-arithmetic': arithmeticSaid,
  'x-share': saysShare,
  'x-copy-of': copySaid,
  'x-hierarchy': hierarchySaid,
  'x-epoch': saysEpoch,
  'x-instant': saysInstant,
  'x-ignored': saysIgnored,
  'x-immutable': saysImmutable,
  'x-http-status': saysHttpStatus,
  'x-of-reads': saysOfReads,
  'x-version-changes': (value) => saysVersionChanges(value) && String(value),
  'x-stale-refused': saysStaleRefused,
  'x-page-count': saysPageCount,
  'x-total-of': totalOf,
  'x-estimate': saysEstimate,
  'x-number-of': numberOf,
  'x-number-in-state': numberInState,
  'x-unfiltered': saysUnfiltered,
  'x-idempotent': saysIdempotent,
  'x-walk-ends': saysWalkEnds,
  'x-key-of': keyOf,
  'x-url': saysUrl,
  'x-current-page': saysCurrentPage,
  'x-order': orderSaid,
  'x-stored-list': storedListSaid,
  'x-stored-text': storedTextSaid,
  'x-completed-text': completedTextSaid,
  'x-unique-of-items': uniqueOfItemsSaid,
  'x-unique-in-list': saysUniqueInList,
}

function isUnique(description: unknown): boolean {
  return saysUnique(description) || saysTaken(description)
}
