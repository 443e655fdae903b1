import { expect, test } from 'vitest'
import { credentialVariable, credentialVariables } from './credential-variables.ts'

test('the variables of curl lines are set once, each with the form of its value', () => {
  const lines = [
    `    curl      curl -i -X GET 'http://a/b' -H 'Authorization: '"$CONFORM_AUTHORIZATION"`,
    `              curl -i -X GET 'http://a/c' -H 'Authorization: '"$CONFORM_AUTHORIZATION"`,
    `              curl --digest --user "$CONFORM_USER" -i -X GET 'http://a/c'`,
    `              curl -i -X GET 'http://a/c' -H 'X-Api-Key: '"$CONFORM_X_API_KEY"`,
  ]
  expect(credentialVariables(lines)).toEqual([
    "For the curl lines: export CONFORM_AUTHORIZATION='Bearer …' CONFORM_USER='NAME:PASSWORD' CONFORM_X_API_KEY='…'",
  ])
})

test('each principal has variables of its own, with the forms of those of the owner', () => {
  const lines = [
    `curl -i -X GET 'http://a/b' -H 'Authorization: '"$CONFORM_AUTHORIZATION"`,
    `curl -i -X GET 'http://a/b' -H 'Authorization: '"$${credentialVariable('Authorization', 'stranger')}"`,
    `curl --digest --user "$${credentialVariable('user', 'reader')}" -i -X GET 'http://a/b'`,
  ]
  expect(credentialVariables(lines)).toEqual([
    "For the curl lines: export CONFORM_AUTHORIZATION='Bearer …' CONFORM_READER_USER='NAME:PASSWORD' CONFORM_STRANGER_AUTHORIZATION='Bearer …'",
  ])
})

test('lines without credentials need no variable', () => {
  expect(credentialVariables([`curl -i -X GET 'http://a/b'`, 'answer "$CONFORM_AUTHORIZATION"'])).toEqual([])
})
