import type { AssertionKind } from './assertion-kind.ts'
import { body } from './body.ts'
import { defaults } from './defaults.ts'
import { equalsSent } from './equals-sent.ts'
import { error } from './error.ts'
import { header } from './header.ts'
import { json } from './json.ts'
import { mediaType } from './media-type.ts'
import { members } from './members.ts'
import { message } from './message.ts'
import { noSecret } from './no-secret.ts'
import { page } from './page.ts'
import { pretty } from './pretty.ts'
import { redacted } from './redacted.ts'
import { refused } from './refused.ts'
import { schema } from './schema.ts'
import { status } from './status.ts'
import { text } from './text.ts'
import { unchanged } from './unchanged.ts'
import { walked } from './walked.ts'

/** A kind whose value has been held against its own schema, so that any value of a suite may be given to it. */
export type AnyAssertionKind = AssertionKind<unknown>

/** Every kind of expectation. To add one: its file, its test, one line here. */
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
  error,
  text,
  page,
  walked,
  pretty,
  redacted,
  noSecret,
  unchanged,
])

function byName(kinds: readonly AssertionKind[]): Readonly<Record<string, AnyAssertionKind>> {
  // The suite loader has checked each value against its kind's schema: the one place where the types are widened.
  return Object.fromEntries(kinds.map((kind) => [kind.name, kind as unknown as AnyAssertionKind]))
}
