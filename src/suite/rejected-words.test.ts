import { expect, test } from 'vitest'
import { mistakesIn } from './mistakes.test-support.ts'

test('a property that says what it draws in no way that makes sense is rejected', async () => {
  expect(await mistakesIn('forall')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/forall.yaml:8:5  what is drawn is not used: nothing in the case says $body
    fixtures/rejected/forall.yaml:15:5  a refusal proves nothing where the same request would be refused anyway; add "twin": what is expected once the broken place is mended
    fixtures/rejected/forall.yaml:25:5  "twin" needs "mended": the words of "send" that are right, since nothing is drawn invalid here
    fixtures/rejected/forall.yaml:30:52  "$body" is neither a column of this case nor saved by one of its steps; text that starts with $ is written $$
    fixtures/rejected/forall.yaml:31:35  "refused" is about what "forall" draws invalid; say which status is expected: { status: 400 }
    fixtures/rejected/forall.yaml:35:24  "tricky" is for a body or a property, not for query
    fixtures/rejected/forall.yaml:42:27  "malformed" is for a body, not for property
    fixtures/rejected/forall.yaml:50:15  "property" needs "of": the key whose body has it
    fixtures/rejected/forall.yaml:57:41  "secrets" is for a valid body; others have realistic ones
    "
  `)
})

test('a property of two kinds at once, and a rule that is none, are rejected', async () => {
  expect(await mistakesIn('forall-words')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/forall-words.yaml:8:13  expected one of body, property, query and path, with what is drawn, not a map
    fixtures/rejected/forall-words.yaml:15:21  expected one of valid, invalid, tricky and malformed, not a map
    fixtures/rejected/forall-words.yaml:24:47  expected one of all, root, key, malformed, null-for-required, null-for-optional, type, enum, const, pattern, format, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, required, dependentRequired, properties, additionalProperties, propertyNames, minProperties, maxProperties, minItems, maxItems, uniqueItems, contains, minContains, maxContains, not, oneOf, anyOf, unevaluatedProperties, unevaluatedItems, not "minLenght"; did you mean "minLength"?
    fixtures/rejected/forall-words.yaml:29:21  expected valid, invalid, tricky or malformed, with what is drawn, not a map
    "
  `)
})

test('a property that has no values to draw is rejected before anything is sent', async () => {
  expect(await mistakesIn('forall-empty')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/forall-empty.yaml:5:9  forall.no-schema: there is no schema for bodies of HIP_CHAT
    fixtures/rejected/forall-empty.yaml:12:9  forall.no-parameter: no operation has a query parameter "itempsPerPage"
    fixtures/rejected/forall-empty.yaml:18:9  forall.no-property: bodies of SLACK declare no property at "/chanelName"
    "
  `)
})

test('a list of keys where one key stands is rejected', async () => {
  expect(await mistakesIn('key-lists')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/key-lists.yaml:8:37  "$others" is a list of keys; it stands under "given" and in "each"
    fixtures/rejected/key-lists.yaml:8:60  "$types" is a list of keys; it stands under "given" and in "each"
    fixtures/rejected/key-lists.yaml:14:19  "$others" is a list of keys; it stands under "given" and in "each"
    "
  `)
})

test('a repetition that is none, is too long, or stands where no value stands is rejected', async () => {
  expect(await mistakesIn('repeat')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/repeat.yaml:8:19  "$repeat" takes a text that is not empty and no reference
    fixtures/rejected/repeat.yaml:9:19  "$repeat" takes a text that is not empty and no reference
    fixtures/rejected/repeat.yaml:10:19  "$repeat" takes a text that is not empty and no reference
    fixtures/rejected/repeat.yaml:11:19  "$repeat" needs "times": a whole number from 1
    fixtures/rejected/repeat.yaml:12:19  "$repeat" needs "times": a whole number from 1
    fixtures/rejected/repeat.yaml:13:19  "$repeat" needs "times": a whole number from 1
    fixtures/rejected/repeat.yaml:14:19  "$repeat" makes at most 1000000 characters
    fixtures/rejected/repeat.yaml:15:19  "joined" stands beside "$repeat"; there is nothing but "times"
    fixtures/rejected/repeat.yaml:24:58  "$repeat" stands in a column, in "json" and in "to" only
    "
  `)
})

test('a twin without what is mended, and what is mended without a twin, are rejected', async () => {
  expect(await mistakesIn('mended')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/mended.yaml:10:5  "twin" needs "mended": the words of "send" that are right, since nothing is drawn invalid here
    fixtures/rejected/mended.yaml:18:9  "mended" needs "twin": what is expected of the mended request
    fixtures/rejected/mended.yaml:26:5  "mended" is known here: it is the drawn value, made valid
    fixtures/rejected/mended.yaml:33:5  "mended" needs "send": the request that is to be refused
    "
  `)
})

test('a mended word that no request has is rejected', async () => {
  expect(await mistakesIn('mended-words')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/mended-words.yaml:10:32  unknown key "bdy"; did you mean "body"?
    fixtures/rejected/mended-words.yaml:10:26  expected list, create, read, update, delete, token, or a column that holds one of them, not null
    fixtures/rejected/mended-words.yaml:10:47  expected one of the senders, or a column that holds one of them, not "somebody"
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
