import type { AssertionKind } from './assertion-kind.ts'
import { body } from './kinds/body.ts'
import { concurrent } from './kinds/concurrent.ts'
import { defaults } from './kinds/defaults.ts'
import { equalsSent } from './kinds/equals-sent.ts'
import { error } from './kinds/error.ts'
import { header } from './kinds/header.ts'
import { ids } from './kinds/ids.ts'
import { inherited } from './kinds/inherited.ts'
import { json } from './kinds/json.ts'
import { mediaType } from './kinds/media-type.ts'
import { members } from './kinds/members.ts'
import { message } from './kinds/message.ts'
import { noSecret } from './kinds/no-secret.ts'
import { page } from './kinds/page.ts'
import { pretty } from './kinds/pretty.ts'
import { redacted } from './kinds/redacted.ts'
import { refused } from './kinds/refused.ts'
import { schema } from './kinds/schema.ts'
import { status } from './kinds/status.ts'
import { text } from './kinds/text.ts'
import { unchanged } from './kinds/unchanged.ts'
import { walked } from './kinds/walked.ts'

/** A kind whose values are checked against its schema at load. */
export type AnyAssertionKind = AssertionKind<unknown>

/** All kinds of expectation, by name. A new kind needs a file, a test and one line here. */
export const KINDS: Readonly<Record<string, AnyAssertionKind>> = byName([
  status,
  refused,
  mediaType,
  header,
  message,
  json,
  schema,
  body,
  members,
  equalsSent,
  defaults,
  inherited,
  ids,
  error,
  text,
  page,
  walked,
  pretty,
  redacted,
  noSecret,
  unchanged,
  concurrent,
])

function byName(kinds: readonly AssertionKind[]): Readonly<Record<string, AnyAssertionKind>> {
  // The suite loader checks each value against its kind's schema, so widening the type is safe.
  return Object.fromEntries(kinds.map((kind) => [kind.name, kind as unknown as AnyAssertionKind]))
}
