import { expect, test } from 'vitest'
import { mistakesIn } from './mistakes.test-support.ts'

test('a "forall" without a use, without a twin, or with a misplaced word is rejected', async () => {
  expect(await mistakesIn('forall')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/forall.yaml:8:5  the drawn value is not used; write $body where it belongs, or delete "forall"
    fixtures/rejected/forall.yaml:15:5  add "twin": the expectations of the same request with a valid value; without it, a target that refuses every request passes
    fixtures/rejected/forall.yaml:25:5  "twin" needs "mended": the changes to "send" that make the request valid
    fixtures/rejected/forall.yaml:30:52  "$body" is not a column of this case, and no step saves it; text that starts with $ is written $$
    fixtures/rejected/forall.yaml:31:35  "refused" needs a "forall" that draws invalid values; write the expected status instead, such as { status: 400 }
    fixtures/rejected/forall.yaml:35:24  "tricky" is for a body or a property, not for query
    fixtures/rejected/forall.yaml:42:27  "malformed" is for a body, not for property
    fixtures/rejected/forall.yaml:50:15  "property" needs "of": the key whose body has the property
    fixtures/rejected/forall.yaml:57:41  "secrets" is for a valid body; the secrets of other bodies are always realistic
    "
  `)
})

test('a "forall" with two parts or two modes, and an unknown rule, are rejected', async () => {
  expect(await mistakesIn('forall-words')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/forall-words.yaml:8:13  expected only one of body, property, query, path and history, not a map with body, path
    fixtures/rejected/forall-words.yaml:15:21  expected only one of valid, invalid, tricky and malformed, not a map with valid, invalid
    fixtures/rejected/forall-words.yaml:24:47  expected one of all, root, key, malformed, null-for-required, null-for-optional, type, enum, const, pattern, format, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, required, dependentRequired, properties, additionalProperties, propertyNames, minProperties, maxProperties, minItems, maxItems, uniqueItems, contains, minContains, maxContains, not, oneOf, anyOf, unevaluatedProperties, unevaluatedItems, not "minLenght"; did you mean "minLength"?
    fixtures/rejected/forall-words.yaml:29:21  expected a map of valid, invalid, tricky or malformed to the drawn part, not an empty map
    "
  `)
})

test('a "forall" without values to draw is rejected before a request is sent', async () => {
  expect(await mistakesIn('forall-empty')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/forall-empty.yaml:5:9  forall.no-schema: there is no schema for bodies of HIP_CHAT
    fixtures/rejected/forall-empty.yaml:12:9  forall.no-parameter: no operation has a query parameter "itempsPerPage"
    fixtures/rejected/forall-empty.yaml:18:9  forall.no-property: bodies of SLACK declare no property at "/chanelName"
    "
  `)
})

test('a list of keys in the place of a single key is rejected', async () => {
  expect(await mistakesIn('key-lists')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/key-lists.yaml:8:37  "$others" is a list of keys; use it only under "given" and in "each"
    fixtures/rejected/key-lists.yaml:8:60  "$types" is a list of keys; use it only under "given" and in "each"
    fixtures/rejected/key-lists.yaml:14:19  "$others" is a list of keys; use it only under "given" and in "each"
    "
  `)
})

test('a "$repeat" that is incomplete, too long or misplaced is rejected', async () => {
  expect(await mistakesIn('repeat')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/repeat.yaml:8:19  "$repeat" needs a text that is neither empty nor a reference
    fixtures/rejected/repeat.yaml:9:19  "$repeat" needs a text that is neither empty nor a reference
    fixtures/rejected/repeat.yaml:10:19  "$repeat" needs a text that is neither empty nor a reference
    fixtures/rejected/repeat.yaml:11:19  "$repeat" needs "times": a whole number, 1 or more
    fixtures/rejected/repeat.yaml:12:19  "$repeat" needs "times": a whole number, 1 or more
    fixtures/rejected/repeat.yaml:13:19  "$repeat" needs "times": a whole number, 1 or more
    fixtures/rejected/repeat.yaml:14:19  "$repeat" makes at most 1000000 characters
    fixtures/rejected/repeat.yaml:15:19  "joined" is not allowed beside "$repeat"; only "times" is
    fixtures/rejected/repeat.yaml:24:58  "$repeat" is allowed only in a column, in "json" and in "to"
    "
  `)
})

test('a "twin" without "mended", and a "mended" without "twin", are rejected', async () => {
  expect(await mistakesIn('mended')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/mended.yaml:10:5  "twin" needs "mended": the changes to "send" that make the request valid
    fixtures/rejected/mended.yaml:18:9  "mended" needs "twin": the expectations of the mended request
    fixtures/rejected/mended.yaml:26:5  delete "mended": the tool itself makes the drawn value valid
    fixtures/rejected/mended.yaml:33:5  "mended" needs "send": the request that the target must refuse
    "
  `)
})

test('an unknown word in "mended" is rejected', async () => {
  expect(await mistakesIn('mended-words')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/mended-words.yaml:10:32  unknown key "bdy"; did you mean "body"?
    fixtures/rejected/mended-words.yaml:10:26  expected list, create, read, update, delete, token, or a column that holds one of them, not null
    fixtures/rejected/mended-words.yaml:10:47  expected one of the senders, or a column that holds one of them, not "anybody"
    "
  `)
})

test('a value of an answer is rejected where nothing receives it, and before it is saved', async () => {
  expect(await mistakesIn('saved-values')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/saved-values.yaml:7:41  "$name" is a value of an earlier answer, and cannot stand here; it stands in a key, scope, query, header or JSON body, and in expectations
    fixtures/rejected/saved-values.yaml:12:50  "$name" is a value of an earlier answer, and cannot stand here; it stands in a key, scope, query, header or JSON body, and in expectations
    fixtures/rejected/saved-values.yaml:12:65  "$method" is a value of an earlier answer, and cannot stand here; it stands in a key, scope, query, header or JSON body, and in expectations
    fixtures/rejected/saved-values.yaml:14:65  "$name" is a value of an earlier answer, and cannot stand here; it stands in a key, scope, query, header or JSON body, and in expectations
    fixtures/rejected/saved-values.yaml:14:89  "$name" is a value of an earlier answer, and cannot stand here; it stands in a key, scope, query, header or JSON body, and in expectations
    fixtures/rejected/saved-values.yaml:20:52  "$n" is not saved yet; a step before this one must save it
    fixtures/rejected/saved-values.yaml:21:80  "$n" is not saved yet; a step before this one must save it
    fixtures/rejected/saved-values.yaml:27:52  "$branch" is not saved yet; a step before this one must save it
    fixtures/rejected/saved-values.yaml:32:47  "$secret" is drawn in bodies only; write the text itself here
    fixtures/rejected/saved-values.yaml:32:79  "$secret7" is drawn in bodies only; write the text itself here
    "
  `)
})

test('moves without a history, a history without moves, and words without meaning in a move are rejected', async () => {
  expect(await mistakesIn('moves')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/moves.yaml:7:5  "moves" needs a "forall" with "history"; write "steps" for steps in this order
    fixtures/rejected/moves.yaml:13:15  a history needs "moves": the requests that its steps may send
    fixtures/rejected/moves.yaml:19:5  delete "given": a history begins without members, and writes the keys that are free
    fixtures/rejected/moves.yaml:24:9  "save" has no meaning in a move: any step may follow it
    fixtures/rejected/moves.yaml:27:9  "then" has no meaning in a move: any step may follow it
    fixtures/rejected/moves.yaml:22:45  delete "scope": with needs: [otherGroup] a step may be in both groups
    fixtures/rejected/moves.yaml:35:58  "valid" in a body is for moves; write $body, and a "forall"
    fixtures/rejected/moves.yaml:42:9  "ifAbsent" and "ifPresent" are about the key of a request; add a "key", or use "expect"
    fixtures/rejected/moves.yaml:44:9  this step expects nothing; add "expect"
    fixtures/rejected/moves.yaml:52:52  "$page" is not a column of this case, and no step saves it; did you mean "place"?; text that starts with $ is written $$
    fixtures/rejected/moves.yaml:50:9  this move expects nothing in one state of its key; add "ifAbsent", or "expect"
    fixtures/rejected/moves.yaml:51:22  "read-succeed" is not a requirement of this contract; did you mean "read-succeeds" (specs/integrations/requirements.yaml:LINE)?
    "
  `)
})
