import { expect, test } from 'vitest'
import { saysLeftOut, saysShownWith } from './says-left-out.ts'

test.each([
  ['Drafts are left out unless `include_drafts=true`.', true],
  ['Archived flags are hidden unless asked for.', true],
  ['Drafts are not listed.', true],
  ['Ordered by title. Only published recipes are listed.', true],
  ['Lists only published recipes.', true],
  ['Drafts are excluded by default; `drafts=true` includes them.', true],
  ['Recipes, ordered by title.', false],
  ['The total is left out of pages after the first.', false],
  ['All recipes, drafts too.', false],
  [undefined, false],
])('%s', (description, expected) => {
  expect(saysLeftOut(description)).toBe(expected)
})

test.each([
  ['Drafts are left out unless `include_drafts=true`.', undefined, true],
  ['Drafts are hidden unless include_drafts is set.', undefined, true],
  ['Drafts are listed only with `include_drafts=true`.', undefined, true],
  ['Drafts are excluded by default; `include_drafts=true` includes them.', undefined, true],
  ['Drafts are not shown without `include_drafts`.', undefined, true],
  ['With `include_drafts=true`, drafts are listed too.', undefined, true],
  ['To include drafts, list with `include_drafts=true`.', undefined, true],
  ['Recipes.', 'Whether to include drafts', true],
  ['Recipes.', 'Drafts are left out unless true.', true],
  ['Recipes.', 'If true, drafts are also listed', true],
  [undefined, 'Includes drafts', true],
  ['Drafts are left out unless `include_drafts_of_others=true`.', undefined, false],
  ['Recipes.', 'Only recipes that are drafts', false],
  ['Recipes, by title unless `sort` says otherwise.', undefined, false],
])('%s %s', (description, own, expected) => {
  expect(saysShownWith('include_drafts', description, own)).toBe(expected)
})
