/** Items, soft-deleted and with versions, and their parts, which name their item; in the way of documents that frameworks generate. */
export const DEPOT = `openapi: 3.1.0
info: { title: depot, version: '1' }
paths:
  /items:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
        - { name: size, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 10 } }
        - { name: hot, in: query, schema: { type: boolean } }
        - { name: sort, in: query, schema: { enum: [ name, -name ] } }
      responses:
        '200': { description: all, headers: { X-Total-Count: { schema: { type: integer } } }, content: { application/json: { schema: { type: array, items: &item { $ref: '#/components/schemas/Item' } } } } }
        '422': &no { description: refused }
    post: { requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/NewItem' } } } }, responses: { '201': { description: made, content: { application/json: { schema: { allOf: [ *item, { type: object, properties: { secret: { type: string } } } ] } } } }, '422': *no } }
  /items/{item}:
    parameters: [ { name: item, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': &anItem { description: one, headers: { ETag: { required: true, schema: { type: string } } }, content: { application/json: { schema: *item } } }, '304': *no, '404': *no, '410': *no } }
    put: { parameters: &match [ { name: If-Match, in: header, schema: { type: string } } ], requestBody: { required: true, content: { application/json: { schema: *new } } }, responses: { '200': *anItem, '404': *no, '410': *no, '412': *no, '422': *no } }
    patch: { parameters: *match, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/ItemPatch' } } } }, responses: { '200': *anItem, '404': *no, '410': *no, '412': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no, '410': *no } }
  /items/{item}/parts:
    parameters: [ { name: item, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &part { $ref: '#/components/schemas/Part' } } } } }, '404': *no } }
    post: { requestBody: { required: true, content: { application/json: { schema: &label { type: object, required: [ label ], properties: { label: { type: string, minLength: 1, maxLength: 40 } } } } } }, responses: { '201': &aPart { description: one, content: { application/json: { schema: *part } } }, '404': *no, '422': *no } }
  /items/{item}/parts/{part}:
    parameters: [ { name: item, in: path, required: true, schema: { type: integer } }, { name: part, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *aPart, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: *label } } }, responses: { '200': *aPart, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Item:
      type: object
      required: [ id, name ]
      properties: { id: { type: integer, readOnly: true }, name: { type: string }, note: { type: [ string, 'null' ] }, tags: { type: array, items: { type: string } }, weight: { type: number }, hot: { type: boolean }, due: { type: [ string, 'null' ] }, archived: { type: boolean }, open: { type: boolean }, link: { type: [ string, 'null' ] }, seen: { type: [ string, 'null' ] } }
    NewItem:
      type: object
      required: [ name ]
      properties: &values
        name: { type: string, minLength: 1, maxLength: 60 }
        note: { anyOf: [ { type: string, maxLength: 90 }, { type: 'null' } ] }
        tags: { type: array, items: { type: string, maxLength: 20 }, maxItems: 5, default: [] }
        weight: { type: number, minimum: 0, maximum: 100, default: 7 }
        hot: { type: boolean, default: false }
        due: { anyOf: [ { type: string, format: date }, { type: 'null' } ] }
        archived: { type: boolean, default: false }
        open: { type: boolean, default: true }
        link: { anyOf: [ { type: string, format: uri, maxLength: 90 }, { type: 'null' } ] }
        seen: { anyOf: [ { type: string, format: date-time }, { type: 'null' } ] }
    ItemPatch: { type: object, properties: *values }
    Part: { type: object, required: [ id, item_id, label ], properties: { id: { type: integer }, item_id: { type: integer }, label: { type: string } } }
`
