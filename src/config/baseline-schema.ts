// `specs/baseline.schema.json` is the published copy of this schema.

const text = { type: 'string', minLength: 1 }

const entry = {
  type: 'object',
  additionalProperties: false,
  required: ['requirement', 'cause', 'cases'],
  properties: {
    id: { ...text, description: 'a name for the entry, in place of its cause' },
    requirement: { ...text, description: 'the id of a requirement' },
    cause: {
      type: 'string',
      // A signature may end in a name of a document, which has any characters.
      pattern: String.raw`^[a-z0-9-]+(\.presumed)?/[\s\S]+$`,
      description: 'the id of a cause, such as second-create-conflicts/accepted',
    },
    cases: {
      type: 'array',
      minItems: 1,
      items: { ...text, description: 'a case id or pattern' },
      description: 'a list of case ids or patterns',
    },
    flaky: { const: true, description: 'true for a failure that comes and goes' },
    reason: { ...text, description: 'the reason why the failure stays' },
    owner: { ...text, description: 'the person or team that mends it' },
    link: { ...text, description: 'the place where the work is tracked' },
    expires: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, description: 'a day such as 2027-01-31' },
  },
}

/** The JSON Schema of a baseline, draft 2020-12. */
export const baselineSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Baseline of conform: the known failures of a server',
  type: 'object',
  additionalProperties: false,
  required: ['contract', 'entries'],
  properties: {
    contract: { ...text, description: 'the name of a contract' },
    entries: { type: 'array', items: entry, description: 'a list of known failures' },
  },
}
