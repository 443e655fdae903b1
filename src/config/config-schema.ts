// `specs/config.schema.json` is the published copy of this schema.

const text = { type: 'string', minLength: 1 }
const texts = { type: ['string', 'array'], minLength: 1, items: text, description: 'a text or a list of texts' }
const group = { type: ['string', 'array'], minLength: 1, items: text, description: 'a group id or a list of group ids' }
const map = (properties: Record<string, object>, more: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...more,
})

const principal = map(
  {
    bearer: text,
    digest: map({ username: text, password: text }, { required: ['username', 'password'] }),
    oauth2: map({ clientId: text, clientSecret: text }, { required: ['clientId', 'clientSecret'] }),
    headers: { type: 'object', additionalProperties: text, minProperties: 1, description: 'a map of headers' },
  },
  { minProperties: 1, maxProperties: 1, description: 'exactly one of bearer, digest, oauth2 and headers' },
)

/** The JSON Schema of a configuration file, draft 2020-12. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Configuration of conform: target, groups, credentials and limits',
  ...map({
    target: { ...text, description: 'a URL' },
    groupId: group,
    otherGroupId: text,
    principals: map({ owner: principal, reader: principal, stranger: principal }),
    headers: { type: 'object', additionalProperties: { type: 'string' }, description: 'a map of headers' },
    rate: { type: ['string', 'number'], description: 'a rate such as 10/s' },
    timeout: { type: ['string', 'number'], description: 'a time such as 10s' },
    limits: map({
      body: { type: ['string', 'number'], description: 'a size such as 10MB' },
      headers: { type: ['string', 'number'], description: 'a size such as 64KB' },
    }),
    tls: map({ ca: text, insecure: { type: 'boolean' } }),
    contract: text,
    suites: texts,
    baseline: text,
  }),
}
