/**
 * Where the lunar festivals fall, `MM-DD`, after the conversion tables of the Hong Kong Observatory
 * (https://www.hko.gov.hk/en/gts/time/conversion.htm). Only for years whose schedule is not in the calendar yet. ICU's
 * Chinese calendar is not asked: in Node 20 it has the new year of 2027 and of 2030 a day off.
 */
export const LUNAR_DAYS: Readonly<
  Record<number, { readonly spring: string; readonly dragonBoat: string; readonly midAutumn: string }>
> = {
  2027: { spring: "02-06", dragonBoat: "06-09", midAutumn: "09-15" },
  2028: { spring: "01-26", dragonBoat: "05-28", midAutumn: "10-03" },
  2029: { spring: "02-13", dragonBoat: "06-16", midAutumn: "09-22" },
  2030: { spring: "02-03", dragonBoat: "06-05", midAutumn: "09-12" },
  2031: { spring: "01-23", dragonBoat: "06-24", midAutumn: "10-01" },
  2032: { spring: "02-11", dragonBoat: "06-12", midAutumn: "09-19" },
  2033: { spring: "01-31", dragonBoat: "06-01", midAutumn: "09-08" },
  2034: { spring: "02-19", dragonBoat: "06-20", midAutumn: "09-27" },
  2035: { spring: "02-08", dragonBoat: "06-10", midAutumn: "09-16" },
  2036: { spring: "01-28", dragonBoat: "05-30", midAutumn: "10-04" },
};
