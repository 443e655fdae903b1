import { expect, test } from 'vitest'
import { deletesWith } from './deletes-with.ts'

test.each([
  ['Its ingredients and ratings are deleted too.', true],
  ['Ends the season and deletes its ratings.', true],
  ['Deletes the recipe with its ratings.', true],
  ['Removes the recipe together with all of its photos, ingredients and ratings', true],
  ['The ratings are also removed.', true],
  ['Deletes the recipe. All ratings are deleted with it.', true],
  ['Removes the recipe together with its ratings that have ended.', false],
  ['Its ratings are not deleted too.', false],
  ['Deletes the recipe, but keeps its ratings.', false],
  ['Deletes the recipe with its average ratings.', false],
  ['A recipe with ratings cannot be deleted.', false],
  ['Deletes a recipe.', false],
])('of %j, that ratings go with the recipe is %s', (description, expected) => {
  expect(deletesWith({ name: 'rating' }, description)).toBe(expected)
})
