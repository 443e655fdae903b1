import type { Law } from '../world/law.ts'
import { createOnlyIfNone } from '../laws/keys/create-only-if-none.ts'
import { keyCaseIsAsStated } from '../laws/keys/key-case-is-as-stated.ts'
import { malformedKeyCreatesNothing } from '../laws/keys/malformed-key-creates-nothing.ts'
import { malformedKeyIsRefused } from '../laws/keys/malformed-key-is-refused.ts'
import { queryKeyAfterDelete } from '../laws/keys/query-key-after-delete.ts'
import { queryKeyIsChecked } from '../laws/keys/query-key-is-checked.ts'
import { queryNamesMember } from '../laws/keys/query-names-member.ts'
import { secondCreateOfAKey } from '../laws/keys/second-create-of-a-key.ts'
import { similarKeysFindNothing } from '../laws/keys/similar-keys-find-nothing.ts'
import { unknownKeyIsNotWritten } from '../laws/keys/unknown-key-is-not-written.ts'
import { unknownMemberIsNotFound } from '../laws/keys/unknown-member-is-not-found.ts'
import { queryBoundsAreKept } from '../laws/lists/query-bounds-are-kept.ts'
import { queryDefaultsHold } from '../laws/lists/query-defaults-hold.ts'
import { queryValuesAreTaken } from '../laws/lists/query-values-are-taken.ts'
import { unknownQueryIsHarmless } from '../laws/lists/unknown-query-is-harmless.ts'
import { formatsAreKept } from '../laws/members/formats-are-kept.ts'
import { idempotentAnswerIsRepeated } from '../laws/members/idempotent-answer-is-repeated.ts'
import { refusedKeyIsFree } from '../laws/members/refused-key-is-free.ts'
import { idempotencyKeyIsHeeded } from '../laws/members/idempotency-key-is-heeded.ts'
import { forbiddenProperties } from '../laws/refusals/forbidden-properties.ts'
import { invalidCreateIsRefused } from '../laws/refusals/invalid-create-is-refused.ts'
import { invalidUpdateIsRefused } from '../laws/refusals/invalid-update-is-refused.ts'
import { malformedJsonIsRefused } from '../laws/refusals/malformed-json-is-refused.ts'
import { refusedCreateLeavesNothing } from '../laws/refusals/refused-create-leaves-nothing.ts'
import { refusedWriteChangesNothing } from '../laws/refusals/refused-write-changes-nothing.ts'
import { requiredParameters } from '../laws/refusals/required-parameters.ts'
import { trialChangesNothing } from '../laws/refusals/trial-changes-nothing.ts'
import { trialIsChecked } from '../laws/refusals/trial-is-checked.ts'
import { unsupportedMediaType } from '../laws/refusals/unsupported-media-type.ts'
import { putSaysCreated } from '../laws/updates/put-says-created.ts'
import { updateRefusesWhatCreateRefuses } from '../laws/updates/update-refuses-what-create-refuses.ts'

/** Laws of requests that have to be refused, of queries and of keys. */
export const REFUSAL_AND_KEY_LAWS: readonly Law[] = [
  invalidCreateIsRefused,
  refusedCreateLeavesNothing,
  forbiddenProperties,
  invalidUpdateIsRefused,
  formatsAreKept,
  updateRefusesWhatCreateRefuses,
  refusedWriteChangesNothing,
  trialChangesNothing,
  trialIsChecked,
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
  queryKeyIsChecked,
  queryKeyAfterDelete,
  putSaysCreated,
  idempotencyKeyIsHeeded,
  idempotentAnswerIsRepeated,
  refusedKeyIsFree,
]
