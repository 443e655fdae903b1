/** Spaces that a PUT creates; pages with blocks, which are sent bare or wrapped; labels that a delete archives; one profile. */
export const WORKSHOP = `openapi: 3.1.0
info: { title: workshop, version: '1' }
servers: [ { url: /v2 } ]
security: [ { key: [] } ]
paths:
  /spaces/{slug}:
    parameters: [ { name: slug, in: path, required: true, schema: { type: string, pattern: '^[a-z][a-z0-9]{1,30}$' } } ]
    get: { responses: { '200': &aSpace { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: &space { $ref: '#/components/schemas/Space' } } } }, '404': &no { description: refused } } }
    put: { parameters: [ { name: If-Match, in: header, schema: { type: string } }, { name: If-None-Match, in: header, schema: { const: '*' } } ], requestBody: { required: true, content: { application/json: { schema: *space } } }, responses: { '200': *aSpace, '201': *aSpace, '409': *no, '412': *no, '422': *no, '428': *no } }
    delete: { parameters: [ { name: If-Match, in: header, required: true, schema: { type: string } } ], responses: { '204': *no, '404': *no, '412': *no, '428': *no } }
  /pages:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: &page { $ref: '#/components/schemas/Page' } } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: &wrapped { type: object, required: [ data ], properties: { data: *page } } } } }, responses: { '201': &aPage { description: one, content: { application/json: { schema: *wrapped } } }, '422': *no } }
  /pages/{pageId}:
    parameters: &inPage [ { name: pageId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *aPage, '404': *no } }
    patch: { requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/Patch' } } } }, responses: { '200': *aPage, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /pages/{pageId}/blocks:
    parameters: *inPage
    get: { responses: { '200': { description: all, headers: { X-Total-Count: { schema: { type: integer } } }, content: { application/json: { schema: { type: array, items: &block { $ref: '#/components/schemas/Block' } } } } }, '404': *no } }
    post: { requestBody: { required: true, content: { application/json: { schema: &content { $ref: '#/components/schemas/Content' } } } }, responses: { '201': &aBlock { description: one, content: { application/json: { schema: *block } } }, '404': *no, '422': *no } }
  /pages/{pageId}/blocks/{blockId}:
    parameters: [ { name: pageId, in: path, required: true, schema: { type: integer } }, { name: blockId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *aBlock, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /labels:
    get: { parameters: [ { name: sort, in: query, description: 'Sorting criteria in the format: property,(asc|desc).', schema: { type: array, items: { type: string } } } ], responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &label { $ref: '#/components/schemas/Label' } } } } } } }
    post: { requestBody: { required: true, content: { application/x-www-form-urlencoded: { schema: *label } } }, responses: { '201': &aLabel { description: one, content: { application/json: { schema: *label } } }, '422': *no } }
  /labels/{labelId}:
    parameters: [ { name: labelId, in: path, required: true, schema: { type: string, pattern: '^lbl_[0-9]+$' } } ]
    get: { responses: { '200': *aLabel, '404': *no } }
    delete: { responses: { '200': *aLabel, '404': *no } }
  /exports:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Export' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: &export { $ref: '#/components/schemas/Export' } } } }, responses: { '202': { description: later, headers: { Location: { schema: { type: string } } }, content: { application/json: { schema: *export } } }, '422': *no } }
  /exports/{exportId}:
    parameters: [ { name: exportId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *export } } }, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /profile:
    get: { responses: { '200': &aProfile { description: one, content: { application/json: { schema: { type: object, required: [ data ], properties: { data: { $ref: '#/components/schemas/Profile' } } } } } } } }
    patch: { requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/Profile' } } } }, responses: { '200': *aProfile, '422': *no } }
  /search: { get: { responses: { '200': { description: hits } } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Space: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1, description: 'Is unique among spaces, ignoring case.' }, note: { type: string } } }
    Page:
      type: object
      required: [ title, state ]
      properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, state: { enum: [ draft, done ] }, text: { type: string }, layout: { $ref: '#/components/schemas/Layout' } }
    Patch: { type: object, properties: { title: { type: string, minLength: 1 }, state: { enum: [ draft, done ] }, text: { type: string }, layout: { $ref: '#/components/schemas/Layout' } } }
    Layout: { type: object, properties: { columns: { type: integer, minimum: 1 }, theme: { type: object, properties: { colour: { type: string }, font: { type: string } } } } }
    Content: { oneOf: [ { $ref: '#/components/schemas/Text' }, { $ref: '#/components/schemas/Image' } ] }
    Text: { type: object, required: [ kind, text ], properties: { kind: { const: text }, text: { type: string, minLength: 1, maxLength: 40 } } }
    Image: { type: object, required: [ kind, name ], properties: { kind: { const: image }, name: { type: string, minLength: 1, maxLength: 40 }, alt: { type: string } } }
    Block: { allOf: [ { type: object, required: [ id ], properties: { id: { type: integer } } }, { $ref: '#/components/schemas/Content' } ] }
    Label: { type: object, required: [ name ], properties: { id: { type: string, readOnly: true }, name: { type: string, minLength: 1, maxLength: 40 }, colour: { enum: [ red, green ] }, archivedAt: { type: string, readOnly: true } } }
    Export: { type: object, properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1, maxLength: 40 } } }
    Profile: { type: object, properties: { title: { type: string, minLength: 1 }, hours: { type: object, properties: { opens: { type: integer }, closes: { type: integer } } } } }
`
