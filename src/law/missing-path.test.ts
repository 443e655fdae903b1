import { expect, test } from 'vitest'
import { missingPath } from './missing-path.ts'

test.each([
  [['/v2'], 'http://127.0.0.1:8080', '/v2'],
  [['https://api.example/v2/'], 'http://127.0.0.1:8080/', '/v2'],
  [['/v2'], 'http://127.0.0.1:8080/v2', undefined],
  [['/v2'], 'http://127.0.0.1:8080/proxy/v2/', undefined],
  [['/v2', 'https://api.example'], 'http://127.0.0.1:8080', undefined],
  [[], 'http://127.0.0.1:8080', undefined],
])('a document with the servers %j at %s lacks %s', (servers, target, path) => {
  expect(missingPath(servers, target)).toBe(path)
})
