import { expect, test } from 'vitest'
import { valuesOfPattern } from './values-of-pattern.ts'

test.each([
  ['^(name|age):-?1$', ['name:1', 'name:-1', 'age:1', 'age:-1']],
  ['^-?(?:name|age)$', ['name', 'age', '-name', '-age']],
  ['^[+-]?name$', ['name', '+name', '-name']],
  ['^(name|age)(:(asc|desc))?(,(name|age))*$', ['name', 'name:asc', 'name:desc', 'age', 'age:asc', 'age:desc']],
  [String.raw`^owner\.name$`, ['owner.name']],
  ['^name|age$', ['name', 'age']],
  ['-?name', []],
  ['^[a-z_]+$', []],
  [String.raw`^\w+:(asc|desc)$`, []],
  ['^(name$', []],
  ['^(?=name)name$', []],
  ['^name{2}$', []],
])('%s matches %j', (pattern, values) => {
  expect(valuesOfPattern(pattern)).toEqual(values)
})
