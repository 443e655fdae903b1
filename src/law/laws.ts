import type { Law } from './world/law.ts'
import { CREATE_AND_LIST_LAWS } from './order/creates-and-lists.ts'
import { ACTION_AND_UPDATE_LAWS } from './order/actions-and-updates.ts'
import { REFUSAL_AND_KEY_LAWS } from './order/refusals-and-keys.ts'
import { CONCURRENCY_AND_VERSION_LAWS } from './order/concurrency-and-versions.ts'
import { LAWS_BETWEEN_MEMBERS } from './order/members-of-others.ts'
import { DELETE_AND_ACCESS_LAWS } from './order/deletes-and-access.ts'

/** All laws, in the order in which they are checked. A new law is a file and a line in `order`. */
export const LAWS: readonly Law[] = [
  ...CREATE_AND_LIST_LAWS,
  ...ACTION_AND_UPDATE_LAWS,
  ...REFUSAL_AND_KEY_LAWS,
  ...CONCURRENCY_AND_VERSION_LAWS,
  ...LAWS_BETWEEN_MEMBERS,
  ...DELETE_AND_ACCESS_LAWS,
]
