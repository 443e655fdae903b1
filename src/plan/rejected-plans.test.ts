import { expect, test } from 'vitest'
import { mistakesIn } from '../suite/mistakes.test-support.ts'

test('a write without a claim is rejected', async () => {
  expect(await mistakesIn('unclaimed-write')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unclaimed-write.yaml:5:5  the case writes DATADOG without a claim; add DATADOG under "given", as absent or configured
    fixtures/rejected/unclaimed-write.yaml:16:9  the case writes WEBHOOK without a claim; add WEBHOOK under "given", as absent or configured
    "
  `)
})

test('an unknown payload is rejected', async () => {
  expect(await mistakesIn('unknown-payload')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-payload.yaml:5:5  "DATADOG" has no payload "minimum"; did you mean "minimal"?
    fixtures/rejected/unknown-payload.yaml:10:9  "DATADOG" has no payload "ful", so the set-up cannot create DATADOG
    fixtures/rejected/unknown-payload.yaml:10:9  "HIP_CHAT" has no payload "ful", so the set-up cannot create HIP_CHAT
    "
  `)
})

test('an unknown operation, and an operation without its key, are rejected', async () => {
  expect(await mistakesIn('unknown-operation')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-operation.yaml:5:5  "raed" is not an operation; did you mean "read"?; the operations are list, create, read, update, delete, token
    fixtures/rejected/unknown-operation.yaml:11:5  "read" needs a "key"
    fixtures/rejected/unknown-operation.yaml:15:5  "lengthend" is not a sender; did you mean "lengthened"?; the senders are owner, reader, stranger, nobody, wrong, altered, last-char-changed, shortened, emptied, lengthened, case-flipped, other-scheme, without-scheme, client, impostor, client-without-secret, client-id-as-token, client-shortened, client-lengthened, client-case-flipped, unknown-client, forged, wrong-uri, wrong-query, wrong-method, replayed, wrong-response, empty-response, cut-response, other-realm, without-qop, unknown-user
    "
  `)
})

test('a key that the collection does not have is rejected', async () => {
  expect(await mistakesIn('unknown-key-of-the-collection')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-key-of-the-collection.yaml:5:9  "DATADOGE" under "given" is not a key of the collection; did you mean "DATADOG"?
    "
  `)
})

test('a value that is invalid in one row is rejected', async () => {
  expect(await mistakesIn('wrong-value-in-a-row')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/wrong-value-in-a-row.yaml:9:38  "status" cannot be 4040 in row [4040]: expected a status such as 404, a class such as 4xx, documented, or a list of them, not 4040
    fixtures/rejected/wrong-value-in-a-row.yaml:9:38  "status" cannot be "gone" in row [gone]: expected a status such as 404, a class such as 4xx, documented, or a list of them, not "gone"
    "
  `)
})

test('an unknown schema is rejected', async () => {
  expect(await mistakesIn('unknown-schema')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-schema.yaml:8:40  "PaginatedIntegrationViews" is not a schema of the contract; did you mean "PaginatedIntegrationView"?
    fixtures/rejected/unknown-schema.yaml:12:40  "closd" is not a schema of the contract
    "
  `)
})

test('two rows with one id are rejected', async () => {
  expect(await mistakesIn('duplicate-rows')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/duplicate-rows.yaml:5:9  two rows of "sample.one" have the id [same]; give each row a column "name"
    "
  `)
})

test('a dropped property that the payload lacks is rejected', async () => {
  expect(await mistakesIn('unknown-drop')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-drop.yaml:5:5  the payload "full" of DATADOG has no /apiKy to drop; did you mean "/apiKey"?
    "
  `)
})

test('a mended request that writes an unclaimed key, and a twin that is never sent, are rejected', async () => {
  expect(await mistakesIn('mended-plan')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/mended-plan.yaml:5:5  the case writes WEBHOOK without a claim; add WEBHOOK under "given", as absent or configured
    fixtures/rejected/mended-plan.yaml:5:5  "WEBHOOK" has no payload "ful"; did you mean "full"?
    fixtures/rejected/mended-plan.yaml:13:5  the twin is never sent; "expect" needs a "status" under a must or a should
    "
  `)
})
