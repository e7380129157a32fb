import type { Page, Piece } from "./page.ts";
import { piecesOf, without, written } from "./page.ts";
import { nameIn, type Person, personIn, splitPerson, titleIn } from "./person.ts";
import { COMPANY_END, NEED_OPENERS, SOURCE_WORDS } from "./words.ts";

export type Who = {
  readonly company?: string;
  readonly contactName?: string;
  readonly contactTitle?: string;
};

/** Further on nobody names the company: there the need is told. */
const piecesLookedAt = 6;

/** Company, contact and title; what a label said already is not looked for. `isTold` marks pieces that are something else. */
export function takeWho(page: Page, known: Who, isTold: (piece: string) => boolean): readonly [Who, Page] {
  const [employed, withoutEmployer] = known.company === undefined ? takeEmployer(page) : [{}, page];
  let who: Who = { ...employed, ...known };
  let rest = withoutEmployer;
  let expectsName = who.company !== undefined;
  for (const piece of piecesOf(rest).slice(0, piecesLookedAt)) {
    if (isTold(piece.text)) continue;
    const found = readPiece(page, piece, { who, expectsName });
    if (found === undefined) {
      expectsName = false;
      continue;
    }
    who = { ...found, ...who };
    rest = without(rest, piece);
    expectsName = found.company !== undefined;
  }
  return [who, rest];
}

type Known = { readonly who: Who; readonly expectsName: boolean };

function readPiece(page: Page, piece: Piece, { who, expectsName }: Known): Who | undefined {
  const { text } = piece;
  if (who.contactName === undefined) {
    const person = personIn(text) ?? (expectsName ? nameIn(text) : undefined);
    if (person !== undefined) return asWho(person);
  }
  if (who.contactName !== undefined && who.contactTitle === undefined) {
    const title = titleIn(text);
    if (title !== undefined) return { contactTitle: title };
  }
  return who.company === undefined ? readCompany(page, piece, who) : undefined;
}

function readCompany(page: Page, piece: Piece, who: Who): Who | undefined {
  const { text, from } = piece;
  const split = who.contactName === undefined ? (splitPerson(text) ?? splitEnglish(text)) : undefined;
  if (split !== undefined && !NEED_OPENERS.test(split.company)) {
    const start = from + text.indexOf(split.company);
    const company = written(page, { from: start, to: start + split.company.length });
    return { company, ...asWho(split.person) };
  }
  return isCompany(text, !isSourceLike(text) && (from === 0 || !hasCompanyLater(page, piece)))
    ? { company: written(page, piece) }
    : undefined;
}

function isSourceLike(text: string): boolean {
  return SOURCE_WORDS.some(([, words]) => words.test(text));
}

/** CTO at Acme Steel; from Acme Steel. */
const EMPLOYER =
  /^(?:(?<title>[\w& -]{2,40}?) (?:at|from|of|with)|from|at) (?:the )?(?<company>[A-Z][\w&.' -]{1,60})$/;

function takeEmployer(page: Page): readonly [Who, Page] {
  for (const piece of piecesOf(page)) {
    const { title, company } = EMPLOYER.exec(piece.text)?.groups ?? {};
    const post = title === undefined ? undefined : titleIn(title);
    if (company === undefined || (title !== undefined && post === undefined)) continue;
    return [{ company, ...(post !== undefined && { contactTitle: post }) }, without(page, piece)];
  }
  return [{}, page];
}

function asWho({ name, title }: Person): Who {
  return { contactName: name, ...(title !== undefined && { contactTitle: title }) };
}

/** John Smith from Acme Steel; John Smith, CTO at Acme. */
function splitEnglish(piece: string): { readonly company: string; readonly person: Person } | undefined {
  const [, before = "", company = ""] =
    /^(.+?)(?: from| at| of|@) (?:the )?([A-Z][\w&.' -]{1,60})$/.exec(piece) ?? [];
  const person = personIn(before) ?? nameIn(before);
  return person === undefined ? splitLegalForm(piece) : { company, person };
}

/** Initech Inc. Bill Lumbergh. */
function splitLegalForm(piece: string): { readonly company: string; readonly person: Person } | undefined {
  const [, company = "", behind = ""] =
    /^(.+? (?:Inc|Ltd|LLC|GmbH|AG|Corp|Co|PLC)\.?) (.+)$/.exec(piece) ?? [];
  const person = personIn(behind) ?? nameIn(behind);
  return person === undefined ? undefined : { company, person };
}

/** A word that may be any name is one where nothing later calls itself a company. */
function hasCompanyLater(page: Page, piece: Piece): boolean {
  return piecesOf(page).some((later) => later.from > piece.from && isNamed(later.text));
}

const wordsMax = 6;

function isCompany(text: string, isLikelyPlace: boolean): boolean {
  const isHan = /\p{Script=Han}/u.test(text);
  if (text.length < 2 || text.length > 60 || !/\p{L}/u.test(text)) return false;
  if (isNamed(text)) return true;
  if (!isLikelyPlace || NEED_OPENERS.test(text)) return false;
  return isHan ? text.length <= 20 : text.split(" ").length <= wordsMax;
}

/** Ends like a company, and begins like no wish or number. */
function isNamed(text: string): boolean {
  return COMPANY_END.test(text) && !/^\d/.test(text) && !NEED_OPENERS.test(text.replace(COMPANY_END, ""));
}
