import { expect, test } from 'vitest'
import { valuesInProse } from './orders-in-prose.ts'

/** The values of `sort`, those of unknown direction with a question mark. */
function told(...texts: readonly string[]): readonly string[] {
  return valuesInProse('sort', texts).map(({ value, isEither }) => `${value}${isEither === true ? '?' : ''}`)
}

test.each<[string, readonly string[]]>([
  [
    'Possible values are "alphabetical", "created_at", or "position". Defaults to "position"',
    ['alphabetical?', 'created_at?', 'position?'],
  ],
  ['A field name to sort by, such as `Name` or `Budget`.', ['Name?', 'Budget?']],
  [
    'Fields prefixed by a dash ( - ) sort in descending order. Supported fields are createdOn and name.',
    ['-createdOn', 'createdOn', '-name', 'name'],
  ],
  ['Sort by `name`, e.g. `?sort=-name`.', ['-name', 'name?']],
  ['One of: name, size.', ['name?', 'size?']],
  ['One of name, -name, -size, color', ['name?', '-name', '-size', 'color?']],
  ['The order.\n* `name` - Name\n* `size` - Size', ['name?', 'size?']],
  ['Sorts by a field of the item.', []],
  ['Sort by name.', []],
  ['The way the items are sorted by the server.', []],
])('%s names %j', (text, values) => {
  expect(told(text)).toEqual(values)
})

test('the words of the operation count beside those of the parameter', () => {
  const operation =
    'You can sort flags based on the following fields: `creationDate` sorts by the creation date. To sort in descending order, prefix the field with a dash ( - ). For example, `sort=-name` sorts by name in descending order.'
  expect(told('A field to sort the list by.', operation)).toEqual(['-name', '-creationDate', 'creationDate'])
})
