const CARDS = "https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards";
const STRUCTURE = `${CARDS}/card-json-v2-structure`;
const CHANGES = `${CARDS}/card-json-v2-breaking-changes-release-notes`;
const COMPONENTS = `${CARDS}/card-json-v2-components`;
const OVERVIEW = `${COMPONENTS}/component-json-v2-overview`;
const FORM = `${COMPONENTS}/containers/form-container`;
const BUTTON = `${COMPONENTS}/interactive-components/button`;
const TABLE = `${COMPONENTS}/content-components/table`;

export type CardRule = {
  /** The documented error code, or 200621 ("parse card json err") where the page names none. */
  readonly code: number;
  readonly message: string;
  readonly cite: string;
  /** Not documented as an error, but reported to fail at clients or SDKs: told only when asked for. */
  readonly hazard?: boolean;
};

/** What a card of JSON 2.0 must keep. Each has its page. */
export const CARD_RULES = {
  "not-an-object": { code: 200621, message: "a card is a JSON object", cite: STRUCTURE },
  schema: { code: 200621, message: 'schema must be "2.0"', cite: STRUCTURE },
  "not-shared": { code: 200621, message: "2.0 cards are shared: update_multi must be true", cite: STRUCTURE },
  "unknown-property": { code: 200621, message: "2.0 knows no such property here", cite: CHANGES },
  "removed-in-2": { code: 200861, message: "2.0 no longer supports this", cite: CHANGES },
  "unknown-tag": { code: 200621, message: "2.0 knows no such component here", cite: OVERVIEW },
  "missing-property": { code: 200621, message: "a required property is missing", cite: OVERVIEW },
  "wrong-type": { code: 200621, message: "a value has the wrong type", cite: OVERVIEW },
  "not-one-of": { code: 200621, message: "a value is none of those allowed", cite: OVERVIEW },
  "spacing-range": {
    code: 200621,
    message: "one to four px values, margin -99 to 99, padding 0 to 99",
    cite: STRUCTURE,
  },
  "too-large": {
    code: 230025,
    message: "a card is 30 KB at most",
    cite: "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create",
  },
  "too-many-elements": { code: 300305, message: "200 elements and components at most", cite: STRUCTURE },
  "element-id-format": {
    code: 300301,
    message: "element_id: a letter, then letters, digits or underscores, 20 at most",
    cite: STRUCTURE,
  },
  "element-id-unique": { code: 300301, message: "element_id must be unique in the card", cite: STRUCTURE },
  "root-only": { code: 200621, message: "form and table stand at the root of the card only", cite: FORM },
  "nesting-depth": { code: 200621, message: "containers nest five levels at most", cite: OVERVIEW },
  "form-name": { code: 200530, message: "a form and each component in it need a name", cite: FORM },
  "form-name-unique": { code: 200621, message: "names in forms are unique in the card", cite: FORM },
  "form-submit": { code: 200621, message: "a form needs a submit button", cite: FORM },
  "multi-select-outside-form": {
    code: 200621,
    message: "multiple choice lives in forms only",
    cite: `${COMPONENTS}/interactive-components/multi-select-dropdown-menu`,
  },
  "text-length": { code: 200621, message: "100 characters at most", cite: BUTTON },
  "input-length": {
    code: 200621,
    message: "max_length is 1 to 1000",
    cite: `${COMPONENTS}/interactive-components/input`,
  },
  "table-count": { code: 11310, message: "five tables at most, those in markdown included", cite: TABLE },
  "table-columns": { code: 200914, message: "50 columns at most", cite: TABLE },
  "table-page-size": { code: 200914, message: "page_size is 1 to 10", cite: TABLE },
  "table-row-keys": { code: 200915, message: "a row has a key that no column declares", cite: TABLE },
  "callback-value-object": {
    code: 200340,
    message: "a callback value that is no object is dropped by the SDKs",
    cite: BUTTON,
    hazard: true,
  },
  "no-callback": {
    code: 200340,
    message: "a submit button or checker without behaviors or value fails at the client",
    cite: BUTTON,
    hazard: true,
  },
  "image-alt": {
    code: 200621,
    message: "an image needs words for those who do not see it",
    cite: `${COMPONENTS}/content-components/image`,
    hazard: true,
  },
} as const satisfies Record<string, CardRule>;

export type CardRuleName = keyof typeof CARD_RULES;

export type CardFault = {
  /** Where in the card, e.g. `body.elements[2].text.content`. */
  readonly path: string;
  readonly rule: CardRuleName;
  readonly code: number;
  readonly message: string;
};

/** Collects the faults of one card. */
export type Report = (rule: CardRuleName, path: string, detail?: string) => void;
