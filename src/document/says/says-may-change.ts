import { hasSentence } from './describes.ts'

const VERB =
  '(?:rounded|truncated|shortened|cut|trimmed|stripped|removed|dropped|discarded|lost|deducted|subtracted|added|appended|prepended|prefixed|suffixed|put|placed|capped|clamped|limited|reduced|lowered|raised|bumped|replaced|converted|translated|normali[sz]ed|upgraded|downgraded|escaped|saniti[sz]ed|cleaned|collapsed|(?:lower|upper)-?cased|capitali[sz]ed|sorted|merged|de-?duplicated|formatted|reformatted|rewritten|adjusted|overwritten|expanded|resolved|moved|shifted|set to|stored|returned|shown|displayed|treated|counted|ignored|disregarded|kept at)'
const ADVERBS = String.raw`(?:(?:\w+ly|then|also|always|first|again|only|instead) ){0,2}`
const EDGES = String.raw`(?:leading|trailing|surrounding|grouping|extra|superfluous) (?:\w+ (?:and|or) \w+ )?(?:zeros?|zeroes|spaces?|blanks?|white ?space|slash(?:es)?|dots?|dashes|hyphens|characters)`

const SAYS = new RegExp(
  [
    // What the server does: "is rounded", "Capped at 100", "we return", "the service stores".
    String.raw`^\W*${ADVERBS}(?!set to|put\b|placed|ignored|shown (?:if|when|to)|limited to \d+ [a-z]+)${VERB}\b`,
    String.raw`\b(?:is|are|be|gets?) ${ADVERBS}${VERB}\b`,
    String.raw`\b(?:we|(?:the|our) (?:server|service|system|api)|it) ${ADVERBS}(?:rounds?|truncates?|cuts?|trims?|strips?|removes?|drops?|adds?|appends?|prepends?|caps?|replaces?|converts?|normali[sz]es?|upgrades?|sorts?|returns?|uses?|stores?|shows?|keeps?|takes?)\b`,
    // What is stored and shown in the place of what was sent.
    String.raw`\b(?:stored|saved|kept|returned|shown|displayed|formatted|listed) (?:as|with|without|in|to|at|sorted|by|like|only|trimmed|rounded|first)\b`,
    String.raw`\b(?:answers?|responses?|reads?) (?:always )?(?:shows?|ha(?:s|ve)|contains?|holds?|includes?|returns?)\b|\b(?:in|on) (?:responses|answers|output)\b`,
    String.raw`\b(?:alias(?:es)?|synonyms?|(?:an|the )other (?:name|word|spelling)) of [\x60'"]|\b(?:synonyms?|(?:an|the )other (?:name|word|spelling)) for [\x60'"]`,
    String.raw`\b(?:in (?:the )?place of|instead of|rather than|short(?:hand)? for|alias(?:es)? for|equivalent to|counts? as|stands? for|interpreted as|treated as|behaves? (?:as|like))\b`,
    String.raw`\b(?:is|are) used\b(?! (?:to|for|by|as|in|when|with|on)\b)|\b(?:taken|derived|copied|inherited|computed|filled) from\b`,
    String.raw`\bonly (?:the|one|its)\b[^.]*\b(?:stored|kept|shown|used|returned|saved|counts?|matters?)\b|\bat most [\w ]+ (?:is|are) (?:kept|stored|shown)\b`,
    // What is sent does not count.
    String.raw`\bwhat(?:ever| is| you| was)\b[^.]*\b(?:sends?|sent|given|passe[sd])\b|\beven if (?:you|one|it|a)\b|\bregardless of\b|\bno (?:effect|meaning)\b|\b(?:ignored?|ignores|disregarded)\b`,
    String.raw`\bnot significant\b|\binsignificant\b|\b(?:do|does) not (?:appear|matter|count)\b|\bwith or without\b|\bmay be (?:omitted|left out)\b`,
    // What a value always is, or is in some cases.
    String.raw`\balways (?:present|included|shown|returned|sorted|lower|upper|\x60|"|null\b|true\b|false\b|\d|ha(?:s|ve)\b|be\b|equals?\b)|\b(?:is|are|has|have) always\b|\b(?:is|are) then\b`,
    String.raw`\b(?:present|shown|set|returned|included|available|applies|apply|used|relevant|null|empty) (?:\w+ ){0,5}only\b|\bonly (?:present|shown|set|returned|included|available|applies|used|relevant) (?:if|when|for|in|on|with)\b`,
    String.raw`\b(?:higher|lower|larger|smaller|greater|longer|later|earlier|other|unknown|unlisted) (?:values?|ones?|names?|entries|numbers|times?)\b|\b(?:values?|anything) (?:above|below|over|under|beyond)\b`,
    // The form of a text, a number or a list.
    String.raw`\b(?:duplicates?|twice|repeated|repetitions?)\b|\b${EDGES}\b|\bin (?:lower|upper)[ -]?case\b|\bin capitals\b|\bsorted\b|\bdescending\b|\bascending\b|\blargest first\b`,
    String.raw`\bin the (?:form|format) of\b|\b(?:same|rounded|handled|stored|normali[sz]ed) (?:as|like) \x60|\bseparated by\b|\b\w+-separated\b`,
  ].join('|'),
  'i',
)

/** A rule for the caller: a value that breaks it is refused. */
const DENIES =
  /\b(?:must|has to|have to|needs? to|refused|rejected|not allowed|not accepted|forbidden|invalid|fails?|an error|answered (?:with )?4\d\d)\b|(?<![\w\x60.-])4[0-2]\d\b(?![\x60.-])/i

/**
 * True for a description of a property which may mean that the server shows another value than was sent. The words are many, so
 * a difference at such a property is no must, and is still told.
 */
export function saysMayChange(description: unknown): boolean {
  return hasSentence(description, SAYS, DENIES)
}
