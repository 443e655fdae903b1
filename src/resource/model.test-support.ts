import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  integer,
  oneof,
  record,
  string,
  stringMatching,
  subarray,
  tuple,
  uniqueArray,
} from 'fast-check'
import { formatPointer } from '../json/pointer.ts'
import type { Fact, Model, PageStyle, Pointer, Resource, Within } from './model.ts'

const text = oneof(stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,8}$/), string({ minLength: 1, maxLength: 8 }))
const name = stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/)
const pointer: Arbitrary<Pointer> = array(string({ minLength: 1, maxLength: 5 }), { maxLength: 2 }).map(formatPointer)
const status = integer({ min: 200, max: 599 })
/** A reason is one line without white space at its ends. */
const reason = stringMatching(/^[a-zA-Z0-9/{}#:'"-]{1,12}( [a-zA-Z0-9/{}#:'"-]{1,6})?$/)

const fact = <T>(value: Arbitrary<T>): Arbitrary<Fact<T>> =>
  record({ value, certainty: constantFrom('sure', 'calibrated', 'guess'), because: reason })
const some = <T>(parts: { [K in keyof T]: Arbitrary<T[K]> }, required: (keyof T)[] = []): Arbitrary<T> =>
  record(parts, { requiredKeys: required }) as Arbitrary<T>

const next = oneof(
  record({ at: pointer }),
  record({ header: text }),
  record({ links: pointer, relation: pointer, target: pointer }),
  record({ lastMember: pointer }),
)
const page: Arbitrary<PageStyle> = oneof(
  constant({ style: 'whole' as const }),
  record({ style: constant('number' as const), number: text, size: text, first: constantFrom(0, 1) }),
  record({ style: constant('offset' as const), offset: text, limit: text }),
  record({ style: constant('cursor' as const), cursor: text, size: text, next }),
  record({ style: constant('link' as const), next }),
)

const address = (parameters: readonly string[]): Arbitrary<Readonly<Record<string, Pointer>>> =>
  tuple(...parameters.map(() => pointer)).map((all) =>
    Object.fromEntries(parameters.map((each, at) => [each, all[at] ?? ''])),
  )

const resourceOf = (own: string, within: readonly Within[]): Arbitrary<Resource> =>
  uniqueArray(name, { maxLength: 2 }).chain((parameters) =>
    some<Resource>(
      {
        name: constant(own),
        within: subarray([...within]),
        key: some<Resource['key']>(
          {
            parameters: constant(parameters),
            address: fact(address(parameters)),
            chosen: fact(constantFrom('client', 'server', 'either')),
            in: fact(constantFrom('path', 'body')),
          },
          ['parameters'],
        ),
        list: some(
          {
            operation: text,
            items: fact(pointer),
            total: fact(pointer),
            pages: fact(array(page, { minLength: 1, maxLength: 2 })),
            lacks: array(pointer, { minLength: 1, maxLength: 2 }),
          },
          ['operation'],
        ) as Arbitrary<NonNullable<Resource['list']>>,
        create: some(
          {
            operation: text,
            media: text,
            answers: fact(constantFrom('member', 'page', 'id', 'location', 'nothing', 'job')),
            idAt: fact(pointer),
            again: fact(oneof(status, constantFrom('another', 'replaces'))),
          },
          ['operation'],
        ) as Arbitrary<NonNullable<Resource['create']>>,
        read: record({ operation: text }),
        updates: uniqueArray(
          some(
            {
              operation: constantFrom('put', 'patch.one', 'a b'),
              media: constantFrom('application/json', 'application/merge-patch+json'),
              effect: fact(constantFrom('replace', 'merge', 'json-patch', 'scim-patch', 'replace-or-keep')),
              unknown: fact(oneof(status, constant('creates' as const))),
              wrap: oneof(pointer, constant('')),
            },
            ['operation', 'media'],
          ),
          { maxLength: 3, selector: ({ operation, media }) => `${operation} ${media}` },
        ) as Arbitrary<Resource['updates']>,
        delete: some(
          { operation: text, again: fact(status), leaves: fact(constantFrom('nothing', 'tombstone', 'later')) },
          ['operation'],
        ) as Arbitrary<NonNullable<Resource['delete']>>,
        singleton: boolean(),
        wrap: fact(some({ request: pointer, answer: pointer })) as Arbitrary<NonNullable<Resource['wrap']>>,
        server: uniqueArray(pointer, { maxLength: 3 }),
        hidden: properties(),
        once: properties(),
        masked: properties(),
        refers: constant({}),
        unique: properties(),
        open: dictionary(name, reason, { maxKeys: 2 }),
        version: fact(record({ header: text, stale: status, missing: status })),
        job: fact(record({ at: pointer, done: array(text), failed: array(text) })),
      },
      ['name', 'within', 'key', 'updates', 'server', 'hidden', 'once', 'masked', 'unique', 'refers', 'open'],
    ),
  )

function refersTo(parent: string): Resource['refers'] {
  return {
    '/parentId': { value: parent, certainty: 'guess', because: 'by its name' },
    '/lines/*/id': { value: parent, certainty: 'sure', because: 'sure' },
  }
}

function properties(): Arbitrary<readonly Fact<Pointer>[]> {
  return uniqueArray(fact(pointer), { maxLength: 2, selector: ({ value }) => value })
}

/** Models that are consistent: each scope and parent is there. */
export const models: Arbitrary<Model> = record({
  scope: name,
  parameter: text,
  names: uniqueArray(name, { minLength: 1, maxLength: 3 }),
}).chain(({ scope, parameter, names: [parent = 'a', ...others] }) =>
  tuple(
    resourceOf(parent, [{ scope, parameter }]),
    ...others.map((each) => resourceOf(each, [{ scope, parameter: 'other' }])),
  ).chain(([first, ...rest]) => {
    const parameters = Object.fromEntries(first.key.parameters.map((each) => [each, each]))
    return record({
      model: constant(2 as const),
      name: text,
      version: text,
      document: text,
      scopes: record({
        [scope]: some({ parameter: constant(parameter), unknown: text, from: text }, ['parameter']),
      }),
      errors: record({ schema: fact(text), status: fact(pointer) }),
      envelope: record({ parameter: text, status: pointer, content: pointer }),
      headers: dictionary(text, string({ maxLength: 5 }), { maxKeys: 2 }),
      resources: constant(
        Object.fromEntries(
          [
            first,
            ...rest.map((each) => ({
              ...each,
              within: [...each.within, { resource: parent, parameters }],
              ...(first.key.parameters.length === 1 ? { refers: refersTo(parent) } : {}),
            })),
          ].map((each) => [each.name, each]),
        ),
      ),
      remarks: array(reason, { maxLength: 2 }),
    }) as Arbitrary<Model>
  }),
)
