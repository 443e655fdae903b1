/** A description that says what a parameter does. */
export const FILTERS =
  /\bfilter|^\s*(?:the )?only\b|^\s*(?:the )?exact (?!(?:order|number|count|amount)\b)[\w-]+ (?:of|in) (?:the|an?)\b|\bonly (?:the )?[\w-]+ (?:that|which|who|whose|of|with|in|by|from|are|is)\b|\b(?:limit|restrict|narrow)(?:s|ed)?\b/i
/** A bound, a day in a span and an exception have the name of a property too. They show members with other values. */
export const RANGE =
  /\b(?:at (?:most|least)|up to|minimum|maximum|min|max|from|until|before|after|since|by (?:that|this)|on (?:that|this)|(?:greater|less|more|older|newer|later|earlier|higher|lower|larger|smaller) than|or (?:more|less|fewer|later|earlier|older|newer|higher|lower|larger|smaller|above|below|before|after)|above|below|range|that many|that much|this size|(?:no|not) (?:more|less|later|earlier)|budget|room for|seats?|none of|without|except|excluding|excludes?|leaves? out|always|already|still valid)\b/i
/** A parameter that takes several values may be an order, or the names of properties. */
export const SEVERAL = /\b(?:any of|all of|list of|separated)\b/i

/** Parameters that say how a list is shown may share their name and values with a property. */
export const FORMS =
  /^(?:sort|order|dir|direction|view|display|format|lang|language|locale|units?|currency|mode|fields)/i

/** True for the usual name of a text to search for. */
export function isSearch(name: string): boolean {
  return /^(?:q|query|search|keywords?|terms?)$/i.test(name)
}
