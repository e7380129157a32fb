import { Prisma } from "./generated/client.ts";

/**
 * Does it again where somebody else made a row of the same unique key in this very moment: the second time it is there,
 * and a work that looks for it first finds it. For whole transactions only, since the first one is taken back.
 */
export async function onceMore<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    return work();
  }
}
